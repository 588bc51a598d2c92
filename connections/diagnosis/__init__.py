"""Why NetSuite refused a sign-in: it never says, so the causes that can be seen from here are looked for."""
