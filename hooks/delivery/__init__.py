"""Built pages made ready to travel: styles, scripts, policy."""
