"""Breaking the importer on purpose: ``make fuzz`` for long, a few seeds in every test run."""
