# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {
  # What is looked up by its name has to be there.
  mock_data "zendesk_greetings" {
    defaults = {
      ids = { "Closed" = 360000224475, "Welcome" = 360000224455 }
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_menu.occasion["Closed"].greeting_id == 360000224475
    error_message = "The menu has another greeting."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_menu.occasion["Welcome"].greeting_id == 360000224455
    error_message = "The menu has another greeting."
  }
}
