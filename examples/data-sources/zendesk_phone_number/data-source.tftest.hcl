# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {
  # Terraform makes up false, and the postcondition asks for true.
  mock_data "zendesk_phone_number" {
    defaults = {
      sms_enabled = true
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = data.zendesk_phone_number.main_line.nickname == "Main line"
    error_message = "The number has another nickname."
  }
}

run "apply" {
  assert {
    condition = (
      zendesk_ivr_route.text.options.textback_phone_number_id
      == data.zendesk_phone_number.main_line.phone_number_id
    )
    error_message = "The text message isn't sent from the main line."
  }
}
