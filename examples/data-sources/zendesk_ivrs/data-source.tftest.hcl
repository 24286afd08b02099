# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {
  mock_data "zendesk_ivrs" {
    defaults = {
      ids = { "Main line" = 10001 }
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = data.zendesk_ivr.each["Main line"].ivr_id == 10001
    error_message = "The IVR isn't looked up by the id of its name."
  }
}

run "apply" {
  assert {
    condition     = keys(output.menus) == ["Main line"]
    error_message = "The output doesn't have each IVR."
  }
}
