terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

# Credentials are best left to the environment.
provider "zendesk" {
  subdomain = "acme" # for https://acme.zendesk.com
}
