"""The parts of the eligibility engine, one by one."""
