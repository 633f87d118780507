"""What has decided something stays: the database itself refuses to change or delete such a version of a rule."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION programmes_keep_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.decided_on IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'version % has decided something and stays', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF ROW(NEW.rule_id, NEW.reading, NEW.is_deciding, NEW.country, NEW.valid_from, NEW.body, NEW.leave_body,
           NEW.grace_days, NEW.source, NEW.url, NEW.quote)
       IS DISTINCT FROM
       ROW(OLD.rule_id, OLD.reading, OLD.is_deciding, OLD.country, OLD.valid_from, OLD.body, OLD.leave_body,
           OLD.grace_days, OLD.source, OLD.url, OLD.quote)
       OR NEW.decided_on IS NULL OR NEW.decided_on < OLD.decided_on THEN
        RAISE EXCEPTION 'version % has decided something and does not change', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.valid_to IS DISTINCT FROM OLD.valid_to AND NEW.valid_to <= OLD.decided_on THEN
        RAISE EXCEPTION 'version % decided something on %: it cannot end before', OLD.id, OLD.decided_on
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_decided BEFORE UPDATE OR DELETE ON programmes_ruleversion
    FOR EACH ROW EXECUTE FUNCTION programmes_keep_decided();
"""

BACKWARDS = """
DROP TRIGGER keep_decided ON programmes_ruleversion;
DROP FUNCTION programmes_keep_decided();
"""


class Migration(migrations.Migration):

    dependencies = [("programmes", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
