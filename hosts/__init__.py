"""What calls actions: each host turns its own words into runner calls. No NetSuite logic here."""
