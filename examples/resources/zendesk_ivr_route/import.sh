# By the ids of the IVR, the menu and the route.
terraform import zendesk_ivr_route.sales 10001/10002/10004

# By the ids of the IVR and the menu, and the key: 0 to 9, *, # or default.
# Quotes keep the shell away from * and #.
terraform import zendesk_ivr_route.sales '10001/10002/key=1'
