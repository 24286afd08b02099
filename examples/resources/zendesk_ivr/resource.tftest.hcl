# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

# Terraform makes up a 0 for each id unless it is told another one.
mock_provider "zendesk" {
  mock_resource "zendesk_ivr" {
    defaults = {
      ivr_id          = 10001
      default_menu_id = 10002
    }
  }
  mock_resource "zendesk_ivr_menu" {
    defaults = {
      menu_id = 10003
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = length(zendesk_ivr.support.phone_number_ids) == 1
    error_message = "No phone number leads to the IVR."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.default.menu_id == zendesk_ivr.support.default_menu_id
    error_message = "Callers who press nothing in the first menu are disconnected."
  }
}
