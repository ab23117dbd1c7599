"""Post-processing of built pages: styles, scripts, security policy."""
