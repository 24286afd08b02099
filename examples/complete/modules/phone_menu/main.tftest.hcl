# Runs without an account: `terraform test`, Terraform 1.7 or later.

mock_provider "zendesk" {}

variables {
  name    = "Main line"
  numbers = ["Main line"]

  menus = {
    "Main menu" = {
      first    = true
      greeting = "Welcome"
      keys = {
        "1"     = { action = "group", groups = ["Sales"] }
        "2"     = { action = "menu", menu = "Billing" }
        default = { action = "group", groups = ["Support"] }
      }
    }
    "Billing" = {
      keys = {
        "*"     = { action = "menu", menu = "Main menu" }
        default = { action = "voicemail", groups = ["Billing"] }
      }
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr.this.default_menu.name == "Main menu"
    error_message = "Callers have to get to the first menu first."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.key["Main menu/2"].options.menu_id == zendesk_ivr_menu.other["Billing"].menu_id
    error_message = "Key 2 has to lead to Billing."
  }

  assert {
    condition     = zendesk_ivr_route.key["Billing/*"].options.menu_id == zendesk_ivr.this.default_menu_id
    error_message = "The star has to lead back to the main menu."
  }
}

run "closed" {
  variables {
    closed = true
  }

  assert {
    condition     = zendesk_ivr_route.key["Main menu/1"].action == "voicemail"
    error_message = "While the office is closed, key 1 has to take a message."
  }
}

run "without_default" {
  command = plan

  variables {
    menus = { "Main menu" = { first = true, keys = { "1" = { action = "group", groups = ["Sales"] } } } }
  }

  expect_failures = [var.menus]
}

run "leads_nowhere" {
  command = plan

  variables {
    menus = { "Main menu" = { first = true, keys = { default = { action = "menu", menu = "Billing" } } } }
  }

  expect_failures = [var.menus]
}
