data "zendesk_group" "sales" {
  name = "Sales"
}

data "zendesk_group" "support" {
  name = "Support"
}

data "zendesk_phone_number" "main_line" {
  nickname = "Main line"
}

# 1: the group Sales. Further groups would step in where nobody of it is available.
resource "zendesk_ivr_route" "sales" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [data.zendesk_group.sales.group_id]
    tags      = ["sales"]
  }
}

# 2: another menu of the same IVR.
resource "zendesk_ivr_route" "billing" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "2"
  action   = "menu"
  options = {
    menu_id = 10003
  }
}

# 3: a text message instead of a call, sent from a number that can send them.
resource "zendesk_ivr_route" "text" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "3"
  action   = "textback"
  options = {
    sms_text                 = "Hello from Acme! Tell us here what you need."
    textback_phone_number_id = data.zendesk_phone_number.main_line.phone_number_id
  }
}

# 9: a number outside of Zendesk.
resource "zendesk_ivr_route" "on_call" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "9"
  action   = "phone_number"
  options = {
    phone_number = "+15551234567"
  }
}

# No key pressed: leave a message. Without a default route, these callers would be
# disconnected.
resource "zendesk_ivr_route" "default" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [data.zendesk_group.support.group_id]
  }
}
