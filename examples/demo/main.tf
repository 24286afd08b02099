# The phone menu of a small company. Groups, the phone number and greetings go by their names, so that the same file makes the
# same phone menu in any account that has them.

terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

# The account and the credentials come from environment variables.
provider "zendesk" {}

variable "holiday" {
  description = "Whether the office is closed: the number then leads to the IVR for holidays."
  type        = bool
  default     = false
}

data "zendesk_group" "sales" {
  name = "Sales"
}

data "zendesk_group" "support" {
  name = "Support"
}

data "zendesk_group" "billing" {
  name = "Billing"
}

data "zendesk_phone_number" "main_line" {
  nickname = "Main line"
}

data "zendesk_greeting" "welcome" {
  name = "Welcome"
}

data "zendesk_greeting" "closed" {
  name = "Closed"
}

# What callers get to on working days.
resource "zendesk_ivr" "office" {
  name             = "Acme"
  phone_number_ids = var.holiday ? [] : [data.zendesk_phone_number.main_line.phone_number_id]

  default_menu = {
    name        = "Main menu"
    greeting_id = data.zendesk_greeting.welcome.greeting_id
  }
}

resource "zendesk_ivr_menu" "billing" {
  ivr_id = zendesk_ivr.office.ivr_id
  name   = "Billing"
}

# Main menu, 1: talk to Sales; if nobody there is available, to Support.
resource "zendesk_ivr_route" "sales" {
  ivr_id   = zendesk_ivr.office.ivr_id
  menu_id  = zendesk_ivr.office.default_menu_id
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [data.zendesk_group.sales.group_id, data.zendesk_group.support.group_id]
    tags      = ["sales"]
  }
}

# Main menu, 2: on to the second menu.
resource "zendesk_ivr_route" "billing" {
  ivr_id   = zendesk_ivr.office.ivr_id
  menu_id  = zendesk_ivr.office.default_menu_id
  keypress = "2"
  action   = "menu"
  options = {
    menu_id = zendesk_ivr_menu.billing.menu_id
  }
}

# Main menu, 3: get a text message, and hang up.
resource "zendesk_ivr_route" "text" {
  ivr_id   = zendesk_ivr.office.ivr_id
  menu_id  = zendesk_ivr.office.default_menu_id
  keypress = "3"
  action   = "textback"
  options = {
    sms_text                 = "Hello from Acme! Tell us here what you need."
    textback_phone_number_id = data.zendesk_phone_number.main_line.phone_number_id
  }
}

# Main menu, 9: the answering service, outside of Zendesk.
resource "zendesk_ivr_route" "night" {
  ivr_id   = zendesk_ivr.office.ivr_id
  menu_id  = zendesk_ivr.office.default_menu_id
  keypress = "9"
  action   = "phone_number"
  options = {
    phone_number = "+15551234567"
  }
}

# Main menu, no key: talk to Support. Without a default route these callers would be cut off.
resource "zendesk_ivr_route" "default" {
  ivr_id   = zendesk_ivr.office.ivr_id
  menu_id  = zendesk_ivr.office.default_menu_id
  keypress = "default"
  action   = "group"
  options = {
    group_ids = [data.zendesk_group.support.group_id]
  }
}

# Billing, 1: talk to Billing.
resource "zendesk_ivr_route" "billing_agents" {
  ivr_id   = zendesk_ivr.office.ivr_id
  menu_id  = zendesk_ivr_menu.billing.menu_id
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [data.zendesk_group.billing.group_id]
  }
}

# Billing, star: back to the main menu.
resource "zendesk_ivr_route" "billing_back" {
  ivr_id   = zendesk_ivr.office.ivr_id
  menu_id  = zendesk_ivr_menu.billing.menu_id
  keypress = "*"
  action   = "menu"
  options = {
    menu_id = zendesk_ivr.office.default_menu_id
  }
}

# Billing, no key: leave a message for Billing.
resource "zendesk_ivr_route" "billing_default" {
  ivr_id   = zendesk_ivr.office.ivr_id
  menu_id  = zendesk_ivr_menu.billing.menu_id
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [data.zendesk_group.billing.group_id]
    tags      = ["voicemail", "billing"]
  }
}

# What callers get to on holidays.
resource "zendesk_ivr" "holiday" {
  name             = "Acme on holidays"
  phone_number_ids = var.holiday ? [data.zendesk_phone_number.main_line.phone_number_id] : []

  default_menu = {
    name        = "Closed"
    greeting_id = data.zendesk_greeting.closed.greeting_id
  }
}

# Closed, no key: leave a message for Support.
resource "zendesk_ivr_route" "holiday_default" {
  ivr_id   = zendesk_ivr.holiday.ivr_id
  menu_id  = zendesk_ivr.holiday.default_menu_id
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [data.zendesk_group.support.group_id]
  }
}
