# A phone menu: an IVR with its numbers, its menus, and a route for each of their keys. Everything goes by names, so that the
# same module makes the same phone menu in any account that has groups, numbers and greetings of these names.

terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

locals {
  # A route for each key of each menu, such as "Billing/1".
  routes = merge([
    for name, menu in var.menus : {
      for key, route in menu.keys : "${name}/${key}" => merge(route, { menu = name, key = key, leads_to = route.menu })
    }
  ]...)

  # While the office is closed, the group that would be called first gets a message.
  closed = {
    for name, route in local.routes : name => merge(route, { action = "voicemail", groups = slice(route.groups, 0, 1) })
    if var.closed && route.action == "group"
  }

  main_menu = one([for name, menu in var.menus : name if menu.first])

  # The default menu comes with its IVR; the others are resources of their own.
  menu_ids = merge(
    { for name, menu in zendesk_ivr_menu.other : name => menu.menu_id },
    { (local.main_menu) = zendesk_ivr.this.default_menu_id },
  )
}

data "zendesk_group" "called" {
  for_each = toset(flatten([for route in local.routes : route.groups]))

  name = each.value
}

# The sandbox has other numbers than production: their nicknames are what both have in common.
data "zendesk_phone_number" "named" {
  for_each = setunion(var.numbers, [for route in local.routes : route.text_from if route.text_from != null])

  nickname = each.value
}

data "zendesk_greeting" "played" {
  for_each = toset([for menu in var.menus : menu.greeting if menu.greeting != null])

  name = each.value
}

resource "zendesk_ivr" "this" {
  name             = var.name
  phone_number_ids = [for nickname in var.numbers : data.zendesk_phone_number.named[nickname].phone_number_id]

  default_menu = {
    name        = local.main_menu
    greeting_id = try(data.zendesk_greeting.played[var.menus[local.main_menu].greeting].greeting_id, null)
  }
}

resource "zendesk_ivr_menu" "other" {
  for_each = { for name, menu in var.menus : name => menu if !menu.first }

  ivr_id      = zendesk_ivr.this.ivr_id
  name        = each.key
  greeting_id = try(data.zendesk_greeting.played[each.value.greeting].greeting_id, null)
}

resource "zendesk_ivr_route" "key" {
  for_each = merge(local.routes, local.closed)

  ivr_id   = zendesk_ivr.this.ivr_id
  menu_id  = local.menu_ids[each.value.menu]
  keypress = each.value.key
  action   = each.value.action

  # What isn't for the action is null, which is the same as left out.
  options = {
    group_ids                = length(each.value.groups) > 0 ? [for name in each.value.groups : data.zendesk_group.called[name].group_id] : null
    menu_id                  = each.value.leads_to != null ? local.menu_ids[each.value.leads_to] : null
    phone_number             = each.value.number
    sms_text                 = each.value.text
    textback_phone_number_id = each.value.text_from != null ? data.zendesk_phone_number.named[each.value.text_from].phone_number_id : null
    tags                     = setunion(var.tags, each.value.tags)
  }
}
