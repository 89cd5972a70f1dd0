CREATE TABLE request_about (
	request INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	city TEXT NOT NULL, 
	household INTEGER, 
	contact TEXT, 
	PRIMARY KEY (request), 
	FOREIGN KEY(request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO request_about (request, name, city, household, contact)
SELECT r.id,
  coalesce(nullif(f.native_name, ''), trim(f.surname || ' ' || f.given_names), ''),
  coalesce(nullif(f.city, ''),
    (SELECT p.city FROM json_each(r.persons) j JOIN person p ON p.id = j.value
     WHERE p.city <> '' ORDER BY j.key LIMIT 1), ''),
  f.household,
  CASE WHEN json_array_length(r.persons) < 2 THEN f.last_contact ELSE
    (SELECT max(p.last_contact) FROM json_each(r.persons) j JOIN person p ON p.id = j.value)
  END
FROM request r LEFT JOIN person f ON f.id = json_extract(r.persons, '$[0]');
CREATE INDEX ix_request_rolling ON request (status <> 'new', CASE priority WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END, CASE status WHEN 'new' THEN due_at ELSE coalesce(waiting_until, due_at) END, status, priority, category, owner, party);
CREATE INDEX ix_person_name ON person (native_name = '', native_name, surname, given_names);
CREATE INDEX ix_person_unplaced ON person (id) WHERE lat IS NULL;
CREATE INDEX ix_request_waits ON request (waiting_until) WHERE waiting_until IS NOT NULL;
CREATE INDEX ix_request_next ON request (next_action_at) WHERE next_action_at IS NOT NULL;
CREATE INDEX ix_request_counted ON request (status, priority, category, owner, party);
