# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {
  mock_resource "zendesk_ivr_menu" {
    defaults = {
      menu_id = 10003
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_menu.night.name == "Night"
    error_message = "The menu has another name."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.night_default.menu_id == zendesk_ivr_menu.night.menu_id
    error_message = "Callers who press nothing are disconnected."
  }
}
