"""The playground: a small EHR in a page, to see what goes over the wire."""
