//! Phone numbers: each leads to one IVR, so that one IVR's gain is another one's loss, often in the same run.
//!
//! Where the service refuses a number that another IVR has, a write waits until that one gives it up, and gives up itself
//! what it isn't to keep, so that IVRs may exchange their numbers.

use std::collections::BTreeSet;
use std::pin::pin;

use tf_provider::{AttributePath, Diagnostic};
use tokio::sync::Notify;

use super::state::{IvrState, is_configured, numbers};
use crate::account::{self, Account, Activity, CreatedOnce, Error, Run, WriteTurn};
use crate::api::{Ivr, IvrRequest, Status};
use crate::attributes::conversion::configured;
use crate::plain_text::{quoted, short_line};
use crate::plugin::diagnostic;

/// The length at which a message cuts a number's name, in characters.
const MAX_NAME_CHARS: usize = 80;

/// The writes of phone numbers of a run.
#[derive(Debug, Default)]
pub(super) struct NumberWrites {
    /// Tells those who wait that an IVR was written.
    changed: Notify,
}

impl NumberWrites {
    /// Notes that an IVR was written or deleted.
    pub(super) fn note(&self) {
        self.changed.notify_waiters();
    }
}

/// Why an IVR couldn't be written.
#[derive(Debug)]
pub(super) enum Failure {
    /// What can befall records of every kind.
    Account(Error),
    /// Zendesk refuses numbers that another IVR has.
    Taken(Error, Vec<Holder>),
}

/// An IVR that has a number which another one is to get.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    number: i64,
    name: Option<String>,
    ivr: Ivr,
}

/// Makes the body of a create or an update; `now` is the IVR as the account has it, for an update.
///
/// What isn't configured, or is ignored, is sent as it is now: a service whose PUT replaces would lose it otherwise.
pub(super) fn to_request(planned: &IvrState, config: &IvrState, now: Option<&Ivr>) -> IvrRequest {
    let name = configured(&planned.name, &config.name).cloned();
    let ids = numbers(&planned.phone_number_ids).filter(|_| is_configured(planned, config));
    IvrRequest {
        name: name.or_else(|| now.and_then(|now| now.name.clone())),
        phone_number_ids: ids
            .map(|ids| ids.into_iter().collect())
            .or_else(|| now.map(|now| now.phone_number_ids.clone())),
    }
}

/// Creates an IVR, exactly once.
pub(super) async fn create(
    run: &Run,
    account: &Account,
    request: &IvrRequest,
) -> Result<CreatedOnce<Ivr>, Failure> {
    let wanted = request.phone_number_ids.iter().flatten().copied().collect();
    Write { account, wanted, what: What::Create(request) }.until_free(run).await
}

/// Changes an IVR.
///
/// An IVR whose numbers or name aren't configured is read right before: the PUT sends along what it has now.
pub(super) async fn update(
    run: &Run,
    account: &Account,
    ivr_id: i64,
    planned: &IvrState,
    config: &IvrState,
) -> Result<Ivr, Failure> {
    let wanted = numbers(&planned.phone_number_ids).filter(|_| is_configured(planned, config));
    let reads = wanted.is_none() || planned.name != config.name;
    let what = What::Update { ivr_id, planned, config, reads };
    let written = Write { account, wanted: wanted.unwrap_or_default(), what }.until_free(run).await?;
    Ok(written.record)
}

/// A write of an IVR.
#[derive(Debug)]
struct Write<'a> {
    account: &'a Account,
    /// The numbers that the IVR is to have, where they are configured.
    wanted: BTreeSet<i64>,
    what: What<'a>,
}

/// What is written.
#[derive(Debug)]
enum What<'a> {
    Create(&'a IvrRequest),
    Update {
        ivr_id: i64,
        planned: &'a IvrState,
        config: &'a IvrState,
        /// Whether the IVR is read before.
        reads: bool,
    },
}

impl Write<'_> {
    /// Writes, and where a number that another IVR has is refused, waits until it is free and writes again.
    async fn until_free(&self, run: &Run) -> Result<CreatedOnce<Ivr>, Failure> {
        let (activity, writes) = (run.memory::<Activity>(), run.memory::<NumberWrites>());
        let mut operation = activity.begin();
        let mut patience = pin!(operation.patience());
        let (mut is_patient, mut has_given_up) = (true, false);
        loop {
            // From here on, so that no change between the write and the wait is missed.
            let mut changed = pin!(writes.changed.notified());
            changed.as_mut().enable();
            let turn = WriteTurn::<Ivr>::wait(self.account, ()).await.map_err(Failure::Account)?;
            let error = match self.send(&turn).await {
                Ok(written) => {
                    writes.note();
                    return Ok(written);
                }
                Err(error) => error,
            };
            let holders = if is_refusal(&error) { self.holders().await } else { Vec::new() };
            if holders.is_empty() {
                return Err(Failure::Account(error));
            }
            if !has_given_up {
                has_given_up = true;
                self.give_up(&turn).await.map_err(Failure::Account)?;
                writes.note();
            }
            drop(turn);
            if !is_patient {
                return Err(Failure::Taken(error, holders));
            }
            operation.wait();
            tokio::select! {
                biased;
                () = self.account.stop().cancelled() => return Err(Failure::Account(Error::Stopped)),
                () = changed => operation.resume(),
                () = &mut patience => is_patient = false,
            }
        }
    }

    async fn send(&self, turn: &WriteTurn<'_, Ivr>) -> Result<CreatedOnce<Ivr>, Error> {
        match self.what {
            What::Create(request) => turn.create(request).await,
            What::Update { ivr_id, planned, config, reads } => {
                let now = if reads { turn.reread(ivr_id).await? } else { None };
                let request = to_request(planned, config, now.as_ref());
                turn.update(ivr_id, &request).await.map(CreatedOnce::alone)
            }
        }
    }

    /// Returns the other IVRs that have some of the wanted numbers; none where the account can't be asked.
    async fn holders(&self) -> Vec<Holder> {
        holders(self.account, self.ivr_id(), &self.wanted).await.unwrap_or_default()
    }

    /// Lets the IVR give up the numbers that it isn't to keep, so that others may have them.
    async fn give_up(&self, turn: &WriteTurn<'_, Ivr>) -> Result<(), Error> {
        let Some(ivr_id) = self.ivr_id() else { return Ok(()) };
        let Some(ivr) = self.account.find::<Ivr>((), ivr_id).await? else { return Ok(()) };
        let kept: Vec<_> =
            ivr.phone_number_ids.iter().copied().filter(|id| self.wanted.contains(id)).collect();
        if kept == ivr.phone_number_ids {
            return Ok(());
        }
        let request = IvrRequest { name: ivr.name, phone_number_ids: Some(kept) };
        turn.update(ivr_id, &request).await.map(drop)
    }

    fn ivr_id(&self) -> Option<i64> {
        match self.what {
            What::Create(_) => None,
            What::Update { ivr_id, .. } => Some(ivr_id),
        }
    }
}

fn is_refusal(error: &Error) -> bool {
    let Error::Api(error) = error else { return false };
    matches!(error.status(), Some(Status::Invalid | Status::Conflict))
}

/// Returns the other IVRs that have some of these numbers.
///
/// # Errors
///
/// What the API or the way to it answered instead of the list of IVRs.
pub(super) async fn holders(
    account: &Account,
    ivr_id: Option<i64>,
    wanted: &BTreeSet<i64>,
) -> Result<Vec<Holder>, Error> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ivrs = account.ivrs().await?;
    let others = ivrs.iter().filter(|ivr| Some(ivr.id) != ivr_id);
    let held = others.flat_map(|ivr| {
        let taken = ivr.phone_number_ids.iter().enumerate().filter(|(_, id)| wanted.contains(id));
        taken.map(|(index, number)| Holder {
            number: *number,
            name: ivr.phone_number_names.get(index).cloned(),
            ivr: Ivr { menus: None, ..ivr.clone() },
        })
    });
    Ok(held.collect())
}

/// Warns of a number that leaves another IVR.
pub(super) fn moves(holder: &Holder) -> Diagnostic {
    let detail = format!(
        "{} has {} now. It moves to this IVR: its callers get this menu from the apply on, and that IVR loses them.",
        holder.ivr(),
        holder.number()
    );
    let summary = format!("Phone number {} leaves IVR {}", holder.number, holder.ivr.id);
    diagnostic(summary, detail, AttributePath::new("phone_number_ids"))
}

/// Makes the diagnostic of a failed write.
pub(super) fn failed(what: &'static str, which: &str, failure: &Failure) -> Diagnostic {
    let (error, holders) = match failure {
        Failure::Account(error) => return account::failure(what, which, error),
        Failure::Taken(error, holders) => (error, holders),
    };
    let held: Vec<_> =
        holders.iter().map(|holder| format!("{} has {}", holder.ivr(), holder.number())).collect();
    let Diagnostic { summary, detail, .. } = account::failure(what, which, error);
    let detail = format!(
        "{detail} Zendesk takes no number that another IVR has: {}. If this run takes it from that IVR, apply again. \
         Otherwise take it from that IVR first.",
        held.join(", ")
    );
    Diagnostic { summary, detail: detail.into(), attribute: AttributePath::new("phone_number_ids") }
}

impl Holder {
    fn number(&self) -> String {
        phone_number(self.number, self.name.as_deref())
    }

    fn ivr(&self) -> String {
        format!("IVR {} {}", self.ivr.id, quoted(self.ivr.name.as_deref().unwrap_or_default()))
    }
}

/// Names a phone number in a message.
pub(super) fn phone_number(id: i64, name: Option<&str>) -> String {
    let name = name.map(|name| format!(" ({})", short_line(name, MAX_NAME_CHARS))).unwrap_or_default();
    format!("phone number {id}{name}")
}
