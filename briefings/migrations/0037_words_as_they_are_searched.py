"""How words are folded, stemmed and asked for. What a column holds and what a visitor
types go through the same functions, so that the two always meet."""

from django.db import migrations

FUNCTIONS = r"""
-- Words parted by blanks only. Where letters are told by the locale "C", as in the
-- database that comes along, PostgreSQL takes every mark and sign beyond ASCII for a
-- letter, and “ferry” in quotation marks would not be found; nor would what stands
-- behind a tag, or beside a stroke.
CREATE FUNCTION spaced(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(
    translate(words, E'\u2010\u2011\u00ad\u200b\u200c\u200d\u2060\ufeff', '--'),
    '[<>/\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\ufe10-\ufe1f\ufe30-\ufe6f]',
    ' ', 'g'
);

-- Without accents, and with the letters that have none beside them spelt as most people
-- type them, as the extension `unaccent` does, which a plain server may lack.
CREATE FUNCTION folded(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
    replace(replace(replace(replace(replace(
        regexp_replace(spaced(normalize(words, NFKD)), '[\u0300-\u036f]', '', 'g'),
        'ß', 'ss'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'),
    'øØłŁđĐı', 'oOlLdDi'
);

-- Of these languages PostgreSQL knows the stems; the others are searched as they are spelt.
CREATE FUNCTION search_config(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE split_part(language, '-', 1)
    WHEN 'en' THEN 'pg_catalog.english'::regconfig
    WHEN 'da' THEN 'pg_catalog.danish'::regconfig
    WHEN 'de' THEN 'pg_catalog.german'::regconfig
    WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
    WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig
    WHEN 'fr' THEN 'pg_catalog.french'::regconfig
    WHEN 'it' THEN 'pg_catalog.italian'::regconfig
    WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
    WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
    WHEN 'nn' THEN 'pg_catalog.norwegian'::regconfig
    WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
    WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
    WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
    WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
    ELSE 'pg_catalog.simple'::regconfig
END;

-- The words of three columns, the heaviest first: their stems, and behind those every
-- word as it is spelt, for phrases and for suggestions. A tsvector holds a megabyte at
-- most, and a character of hyphenated Chinese takes eight bytes of it, so that words
-- beyond the first 60,000 characters are not found.
CREATE FUNCTION search_words(language text, a text, b text, c text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT CASE WHEN stems = 'pg_catalog.simple'::regconfig THEN ''::tsvector ELSE
        setweight(to_tsvector(stems, a1), 'A')
        || setweight(to_tsvector(stems, b1), 'B')
        || setweight(to_tsvector(stems, c1), 'C')
    END
    || setweight(to_tsvector('pg_catalog.simple', a1), 'A')
    || setweight(to_tsvector('pg_catalog.simple', b1), 'B')
    || setweight(to_tsvector('pg_catalog.simple', c1), 'C')
    FROM (
        SELECT
            search_config(language) AS stems,
            left(folded(left(a, 60000)), 60000) AS a1,
            left(folded(left(b, 60000)), 60000) AS b1,
            left(folded(left(c, 60000)), 60000) AS c1
    ) AS cut
);

-- What somebody typed into a search box. "The" and "who" are nobody's stems; where they
-- are all there is, they are asked for as they are spelt.
CREATE FUNCTION search_query(config regconfig, words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN numnode(websearch_to_tsquery(config, folded(words))) > 0
    THEN websearch_to_tsquery(config, folded(words))
    ELSE websearch_to_tsquery('pg_catalog.simple', folded(words))
END;

-- These very words, one after another.
CREATE FUNCTION search_phrase(words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN phraseto_tsquery('pg_catalog.simple', folded(words));
"""
DROP = """
DROP FUNCTION search_phrase(text), search_query(regconfig, text),
    search_words(text, text, text, text), search_config(text), folded(text), spaced(text);
"""


class Migration(migrations.Migration):
    dependencies = [("briefings", "0036_portraits_and_sums")]

    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
