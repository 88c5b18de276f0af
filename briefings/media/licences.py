"""Licences whose text is not the office's own, and the address where it stands."""

OGL, CC_BY, CC_BY_SA, PUBLIC_DOMAIN = "ogl", "cc_by", "cc_by_sa", "public_domain"
DEEDS = {
    OGL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
}
