//! Knobs: how the account behaves where the API reference leaves it open.

use std::time::Duration;

/// What a PUT does with the options, and with the fields of IVRs and menus, that it doesn't name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// What is sent replaces the old values; a field of an IVR or a menu becomes null or empty.
    Replace,
    /// What isn't named is kept, except options of another action; null removes an option.
    Merge,
}

/// What a PUT with `options` but without `action` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OptionsWithoutAction {
    /// It is refused with 422.
    Refuse,
    /// It is answered as if `options` had not been sent.
    Ignore,
    /// It is taken as if the action had been sent as it is.
    Accept,
}

/// What the answers to a DELETE look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delete {
    /// 200 with the deleted object, as on the reference page.
    WithBody,
    /// 204 without a body, as Zendesk's general page says.
    NoContent,
}

/// What answers show as `overflow_options`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overflow {
    /// What was sent, `[]` if nothing was (as in every recording).
    Echo,
    /// `[]`, whatever was sent.
    AlwaysEmpty,
    /// `null`, whatever was sent.
    Null,
    /// The field is not there (as in the reference page's examples).
    Missing,
}

/// What happens to a phone number that another IVR has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TakenNumber {
    /// It leaves the other IVR.
    Move,
    /// The write is refused with 422.
    Refuse,
}

/// What a menu without a greeting shows as `greeting_id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoGreeting {
    /// `null`
    Null,
    /// `"ivr_none"`
    Named,
}

/// How `group_ids` are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupIds {
    /// As they were sent.
    AsSent,
    /// In ascending order.
    Sorted,
    /// The first one alone.
    First,
}

/// A rate limit: so many requests in each window of time, 429 with Retry-After for the rest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RateLimit {
    /// Requests that are answered in one window.
    pub(crate) requests: u32,
    /// Length of the window.
    pub(crate) window: Duration,
}

/// All knobs; the default is what the reference and the recordings say, strict where they say nothing.
#[derive(Clone, Debug)]
pub(crate) struct Knobs {
    /// Most objects on one page of a list.
    pub(crate) page_size: usize,
    /// Whether lists are paged and carry `next_page`, `previous_page` and `count`.
    pub(crate) envelope: bool,
    pub(crate) put: Put,
    pub(crate) taken_number: TakenNumber,
    pub(crate) no_greeting: NoGreeting,
    pub(crate) options_without_action: OptionsWithoutAction,
    /// Whether a second route for the same key of a menu is refused.
    pub(crate) unique_keypress: bool,
    pub(crate) delete: Delete,
    /// Whether fields that the reference doesn't name are refused rather than ignored.
    pub(crate) strict_fields: bool,
    /// Whether `Accept` and (on writes) `Content-Type` must say `application/json`.
    pub(crate) strict_headers: bool,
    /// Whether phone numbers are stored as digits with a leading plus only.
    pub(crate) normalize_phone_numbers: bool,
    /// Whether tags are stored in lower case, sorted and without repetition.
    pub(crate) normalize_tags: bool,
    /// Whether `options` always carry `tags`, empty if none were sent.
    pub(crate) always_tags: bool,
    /// Whether tags are stored in lower case, in the order sent.
    pub(crate) lower_tags: bool,
    pub(crate) group_ids: GroupIds,
    /// Whether names and text messages lose the white space at their ends.
    pub(crate) trim_texts: bool,
    /// The group that replaces groups which don't exist.
    pub(crate) default_group: Option<i64>,
    /// Keys of an object and of its options that answers to a create or an update leave out.
    pub(crate) omitted: &'static [&'static str],
    pub(crate) overflow: Overflow,
    /// Whether IVRs hold their menus.
    pub(crate) nested_menus: bool,
    /// Whether menus hold their routes.
    pub(crate) nested_routes: bool,
    /// Whether routes inside menus show all options; without it, tags and text-back options are left out.
    pub(crate) nested_options: bool,
    /// Whether JSON objects list their keys in reverse order.
    pub(crate) reverse_keys: bool,
    /// Whether a PUT clears the route's greeting.
    pub(crate) clear_greeting_on_put: bool,
    /// Whether a connection serves one request, and is closed instead of answering a second one.
    pub(crate) one_request_per_connection: bool,
    /// Time that passes before each answer.
    pub(crate) latency: Duration,
    pub(crate) rate_limit: Option<RateLimit>,
}

impl Default for Knobs {
    fn default() -> Self {
        Self {
            page_size: 100,
            envelope: true,
            put: Put::Replace,
            taken_number: TakenNumber::Move,
            no_greeting: NoGreeting::Null,
            options_without_action: OptionsWithoutAction::Refuse,
            unique_keypress: true,
            delete: Delete::WithBody,
            strict_fields: true,
            strict_headers: true,
            normalize_phone_numbers: false,
            normalize_tags: false,
            always_tags: false,
            lower_tags: false,
            group_ids: GroupIds::AsSent,
            trim_texts: false,
            default_group: None,
            omitted: &[],
            overflow: Overflow::Echo,
            nested_menus: true,
            nested_routes: true,
            nested_options: true,
            reverse_keys: false,
            clear_greeting_on_put: false,
            one_request_per_connection: false,
            latency: Duration::ZERO,
            rate_limit: None,
        }
    }
}
