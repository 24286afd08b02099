# By the ids of the IVR and the menu.
terraform import zendesk_ivr_menu.night 10001/10003
