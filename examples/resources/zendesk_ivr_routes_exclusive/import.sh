# By the ids of the IVR and the menu.
terraform import zendesk_ivr_routes_exclusive.main 10001/10002
