ALTER TABLE incident ADD COLUMN questions TEXT;
UPDATE incident SET questions = '[]';
ALTER TABLE request ADD COLUMN triage TEXT;
UPDATE request SET triage = '[]';
