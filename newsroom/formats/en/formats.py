# Django's lists and pages of the admin print moments without a zone; nobody should
# have to guess which.
DATETIME_FORMAT = "j F Y, H:i T"
