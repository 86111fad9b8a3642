-- measure_health --
SELECT * FROM unison.health();
