"""Sequence and hash by trigger; nothing is ever changed or removed (law 3)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head audit_chainhead%ROWTYPE;
BEGIN
    INSERT INTO audit_chainhead (agency_id, seq, hash) VALUES (NEW.agency_id, 0, repeat('0', 64))
        ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_chainhead WHERE agency_id = NEW.agency_id FOR UPDATE;
    NEW.seq := head.seq + 1;
    NEW.previous_hash := head.hash;
    NEW.hash := encode(sha256(convert_to(head.hash || NEW.payload, 'UTF8')), 'hex');
    UPDATE audit_chainhead SET seq = NEW.seq, hash = NEW.hash WHERE agency_id = NEW.agency_id;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_link BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_link();
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'history is append-only'; END $$;
CREATE TRIGGER audit_refuse_change BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_refuse_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
DO $$ BEGIN  -- the role of web and worker has no right to change history (absent on a server with one role)
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'tinhgon_web') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM tinhgon_web;
    END IF;
END $$;
"""
BACKWARD = """
DROP TRIGGER audit_refuse_truncate ON audit_event; DROP TRIGGER audit_refuse_change ON audit_event;
DROP TRIGGER audit_link ON audit_event; DROP FUNCTION audit_refuse(); DROP FUNCTION audit_link();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
