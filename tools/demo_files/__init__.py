"""Makes the files that the demo's disclosures and materials carry. Not needed to run the site."""
