terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

# Credentials are best left to the environment: ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET.
provider "zendesk" {
  subdomain = "acme" # for https://acme.zendesk.com
}
