# By the id of the IVR.
terraform import zendesk_ivr.support 10001
