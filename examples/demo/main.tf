# The phone menu of a small company: what callers hear is two menus of one IVR, and each route says what a key does.

terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

# The account and the credentials come from environment variables.
provider "zendesk" {}

variable "ivr_id" {
  description = "The IVR that callers reach first."
  type        = number
}

variable "menus" {
  description = "The ids of its menus."
  type        = object({ main = number, billing = number })
}

variable "groups" {
  description = "The ids of the groups of agents who take calls."
  type        = object({ sales = number, support = number, billing = number })
}

variable "text_number_id" {
  description = "The id of a phone number that can send text messages."
  type        = number
}

# Main menu, 1: talk to Sales; if nobody there is available, to Support.
resource "zendesk_ivr_route" "sales" {
  ivr_id   = var.ivr_id
  menu_id  = var.menus.main
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [var.groups.sales, var.groups.support]
    tags      = ["sales"]
  }
}

# Main menu, 2: on to the second menu.
resource "zendesk_ivr_route" "billing" {
  ivr_id   = var.ivr_id
  menu_id  = var.menus.main
  keypress = "2"
  action   = "menu"
  options = {
    menu_id = var.menus.billing
  }
}

# Main menu, 3: get a text message, and hang up.
resource "zendesk_ivr_route" "text" {
  ivr_id   = var.ivr_id
  menu_id  = var.menus.main
  keypress = "3"
  action   = "textback"
  options = {
    sms_text                 = "Hello from Acme! Tell us here what you need."
    textback_phone_number_id = var.text_number_id
  }
}

# Main menu, 9: the answering service, outside of Zendesk.
resource "zendesk_ivr_route" "night" {
  ivr_id   = var.ivr_id
  menu_id  = var.menus.main
  keypress = "9"
  action   = "phone_number"
  options = {
    phone_number = "+15551234567"
  }
}

# Main menu, no key: talk to Support. Without a default route these callers would be cut off.
resource "zendesk_ivr_route" "default" {
  ivr_id   = var.ivr_id
  menu_id  = var.menus.main
  keypress = "default"
  action   = "group"
  options = {
    group_ids = [var.groups.support]
  }
}

# Billing, 1: talk to Billing.
resource "zendesk_ivr_route" "billing_agents" {
  ivr_id   = var.ivr_id
  menu_id  = var.menus.billing
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [var.groups.billing]
  }
}

# Billing, star: back to the main menu.
resource "zendesk_ivr_route" "billing_back" {
  ivr_id   = var.ivr_id
  menu_id  = var.menus.billing
  keypress = "*"
  action   = "menu"
  options = {
    menu_id = var.menus.main
  }
}

# Billing, no key: leave a message for Billing.
resource "zendesk_ivr_route" "billing_default" {
  ivr_id   = var.ivr_id
  menu_id  = var.menus.billing
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [var.groups.billing]
    tags      = ["voicemail", "billing"]
  }
}
