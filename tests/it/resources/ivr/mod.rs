//! `zendesk_ivr`, in the order of its life.

mod account;

mod basic;
mod creating;
mod default_menu;
mod destroy;
mod disappears;
mod drift;
mod import;
mod numbers;
mod requests;
mod validation;
mod whole;
