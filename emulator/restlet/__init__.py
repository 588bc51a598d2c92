"""RESTlets: scripts at ``/app/site/hosting/restlet.nl``, here Python functions."""
