# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {
  mock_data "zendesk_phone_numbers" {
    defaults = {
      ids = { "+12025550100" = 360000112233, "+4930123456" = 360000112253 }
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr.germany.phone_number_ids == toset([360000112253])
    error_message = "Other numbers lead to the IVR."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr.germany.name == "Germany"
    error_message = "The IVR has another name."
  }
}
