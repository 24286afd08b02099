# Runs without an account: `terraform test`, Terraform 1.7 or later.

mock_provider "zendesk" {
  mock_data "zendesk_phone_number" {
    defaults = {
      phone_number_id = 360000112233
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = length(zendesk_ivr.office.phone_number_ids) == 1 && length(zendesk_ivr.holiday.phone_number_ids) == 0
    error_message = "On working days the number doesn't lead to the office."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.billing_back.options.menu_id == zendesk_ivr.office.default_menu_id
    error_message = "The star doesn't lead back to the main menu."
  }
}

run "holiday" {
  variables {
    holiday = true
  }

  assert {
    condition     = length(zendesk_ivr.office.phone_number_ids) == 0 && length(zendesk_ivr.holiday.phone_number_ids) == 1
    error_message = "On holidays the number doesn't lead to the IVR for holidays."
  }
}
