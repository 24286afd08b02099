# What the menus refer to, by names: their ids differ between accounts.
data "zendesk_phone_number" "main_line" {
  nickname = "Main line"
}

data "zendesk_greeting" "welcome" {
  name = "Welcome"
}

data "zendesk_group" "support" {
  name = "Support"
}

# An IVR with its phone number, and the menu that its callers get to first.
resource "zendesk_ivr" "support" {
  name             = "Support"
  phone_number_ids = [data.zendesk_phone_number.main_line.phone_number_id]

  default_menu = {
    name        = "Welcome"
    greeting_id = data.zendesk_greeting.welcome.greeting_id
  }
}

# A further menu.
resource "zendesk_ivr_menu" "billing" {
  ivr_id = zendesk_ivr.support.ivr_id
  name   = "Billing"
}

# 1 in the first menu: the menu Billing.
resource "zendesk_ivr_route" "billing" {
  ivr_id   = zendesk_ivr.support.ivr_id
  menu_id  = zendesk_ivr.support.default_menu_id
  keypress = "1"
  action   = "menu"
  options = {
    menu_id = zendesk_ivr_menu.billing.menu_id
  }
}

# No key pressed in the first menu: leave a message.
resource "zendesk_ivr_route" "default" {
  ivr_id   = zendesk_ivr.support.ivr_id
  menu_id  = zendesk_ivr.support.default_menu_id
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [data.zendesk_group.support.group_id]
  }
}

# No key pressed in the menu Billing: leave a message there.
resource "zendesk_ivr_route" "billing_default" {
  ivr_id   = zendesk_ivr.support.ivr_id
  menu_id  = zendesk_ivr_menu.billing.menu_id
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [data.zendesk_group.support.group_id]
  }
}
