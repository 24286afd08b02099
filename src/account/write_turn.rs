//! The right to write in one list: one write at a time, and each goes into the copy.

use tokio::sync::OwnedMutexGuard;

use super::error::{Error, MayExist, Several, Twice};
use super::records::Account;
use super::tree::Kept;
use crate::api::{self, Status};

/// A kind of record that can be created exactly once.
pub trait Created: Kept {
    /// Whether people may make two that differ in nothing but their ids, so that equal ones prove nothing.
    const MAY_BE_EQUAL: bool;

    /// Reports whether a record is what `body` asks for, in whatever form; what `body` leaves open may be anything.
    fn is_as_asked(body: &Self::Body, record: &Self) -> bool;

    /// Reports whether a record is the same as another but for its id, so that one of them is deleted; never asked where
    /// people may make equal ones.
    fn is_copy_of(&self, other: &Self) -> bool {
        _ = other;
        false
    }

    /// Returns the id by which a record is imported.
    fn import_id(parent: Self::Parent, id: i64) -> String;

    /// Lists the ids by which a lost record can be imported.
    fn import_ids(parent: Self::Parent, body: &Self::Body) -> Vec<String>;

    /// Says what holds the records of a parent: `menu 2`.
    fn holder(parent: Self::Parent) -> String;
}

/// The right to write records of one kind and parent, which nobody else has meanwhile.
#[derive(Debug)]
pub struct WriteTurn<'a, R: Kept> {
    account: &'a Account,
    parent: R::Parent,
    _turn: OwnedMutexGuard<()>,
}

impl<'a, R: Kept> WriteTurn<'a, R> {
    /// Reads a record as it is now, whatever the copy holds; none if the API doesn't find it.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered.
    pub async fn reread(&self, id: i64) -> Result<Option<R>, Error> {
        Ok(self.account.copy().reread::<R>(self.parent, id).await?)
    }

    /// Waits for the turn to write in the list of a parent.
    ///
    /// # Errors
    ///
    /// That Terraform stopped the provider; nothing is begun after that.
    pub async fn wait(account: &'a Account, parent: R::Parent) -> Result<Self, Error> {
        Ok(Self { account, parent, _turn: account.turn(R::place(parent)).await? })
    }

    /// Changes a record.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered.
    pub async fn update(&self, id: i64, body: &R::Body) -> Result<R, Error> {
        let updated = self.account.client().update::<R>(self.parent, &id, body).await;
        self.written(updated)
    }

    /// Deletes a record; one that is proven to be gone already counts as deleted.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered, also where a 404 doesn't prove that the record is gone.
    pub async fn delete(&self, id: i64) -> Result<(), Error> {
        let Self { account, parent, .. } = *self;
        match account.client().delete::<R>(parent, &id).await {
            Ok(()) => {}
            Err(error) if error.is_not_found() => self.prove_gone(id, error).await?,
            Err(error) => return self.written(Err(error)).map(drop),
        }
        account.copy().write(move |tree| R::remove(tree, parent, id));
        Ok(())
    }

    /// Succeeds if the 404 of a deletion goes back to the record being gone: its list lacks it.
    async fn prove_gone(&self, id: i64, error: api::Error) -> Result<(), Error> {
        let copy = self.account.copy();
        copy.doubt::<R>(self.parent);
        match copy.all::<R>(self.parent).await? {
            Some(records) if records.iter().any(|record| record.id() == id) => Err(error.into()),
            Some(_) | None => Ok(()),
        }
    }

    /// Brings the copy up to date from the answer of a write, or drops the list where the answer is lost.
    fn written(&self, answer: Result<R, api::Error>) -> Result<R, Error> {
        let (copy, parent) = (self.account.copy(), self.parent);
        match answer {
            Ok(record) => {
                let written = record.clone();
                copy.write(move |tree| R::put(tree, parent, written.clone()));
                Ok(record)
            }
            Err(error) => {
                if puts_in_doubt(&error) {
                    copy.doubt::<R>(parent);
                }
                Err(error.into())
            }
        }
    }
}

/// Reports whether a failure says that the list may be another one than the copy has.
fn puts_in_doubt(error: &api::Error) -> bool {
    let is_about_it = matches!(
        error.status(),
        Some(Status::RecordNotFound | Status::NotFound | Status::Conflict | Status::Invalid)
    );
    error.is_ambiguous() || is_about_it
}

/// A record that was created.
#[derive(Debug)]
pub struct CreatedOnce<R> {
    /// The record.
    pub record: R,
    /// The ids of its copies, which were deleted: earlier attempts at the create made them.
    pub deleted_copies: Vec<i64>,
    /// The ids of equal records that turned up as well, and stay: an earlier attempt may have made them.
    pub equals: Vec<i64>,
}

impl<R: Created> WriteTurn<'_, R> {
    /// Creates a record exactly once, whatever happens to the answer.
    ///
    /// The API has no key that makes a create idempotent. So an attempt whose outcome is in doubt is followed by a look at
    /// the list: a record that is as asked for and wasn't there before is the one; only where there is none it is sent again.
    /// Where people may make equal records, several of them are an error, and none of them is deleted.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered; that the record may exist all the same; that it exists twice.
    pub async fn create(&self, body: &R::Body) -> Result<CreatedOnce<R>, Error> {
        let Some(before) = self.account.all::<R>(self.parent).await? else {
            let created = self.account.client().creation::<R>(self.parent, body).attempt().await;
            return self.written(created).map(CreatedOnce::alone);
        };
        let before: Vec<_> = before.iter().map(api::Record::id).collect();
        let mut creation = self.account.client().creation::<R>(self.parent, body);
        loop {
            let error = match creation.attempt().await {
                Ok(record) => return self.created(body, &before, record, creation.is_in_doubt()).await,
                Err(error) => error,
            };
            // The service may still be at work on it, so the look comes after the wait.
            let ended = creation.wait_after(error.clone()).await.err();
            if !needs_look(&error) {
                match ended {
                    Some(error) => return self.written(Err(error)).map(CreatedOnce::alone),
                    None => continue,
                }
            }
            match self.look(body, &before).await {
                Ok(found) if R::MAY_BE_EQUAL && found.len() > 1 => return Err(self.several(&found, error)),
                Ok(found) => match (self.only_one(body, found).await?, ended) {
                    (Some(record), _) => return Ok(record),
                    (None, None) => {}
                    (None, Some(ended)) if error.is_ambiguous() => {
                        return Err(self.may_exist(body, ended, None));
                    }
                    (None, Some(ended)) => return Err(ended.into()),
                },
                Err(look) => return Err(self.may_exist(body, error, Some(look))),
            }
        }
    }

    /// Takes in the record of a create that succeeded, and makes sure that no earlier attempt came through late.
    async fn created(
        &self,
        body: &R::Body,
        before: &[i64],
        record: R,
        is_in_doubt: bool,
    ) -> Result<CreatedOnce<R>, Error> {
        let record = self.written(Ok(record))?;
        if !is_in_doubt {
            return Ok(CreatedOnce::alone(record));
        }
        // Of all that is as asked for, this one is certainly its own.
        let late = self.look(body, before).await.unwrap_or_default();
        let late = late.into_iter().filter(|late| late.id() != record.id());
        if R::MAY_BE_EQUAL {
            return Ok(CreatedOnce {
                equals: late.map(|late| late.id()).collect(),
                ..CreatedOnce::alone(record)
            });
        }
        let found = [record.clone()].into_iter().chain(late).collect();
        Ok(self.only_one(body, found).await?.unwrap_or_else(|| CreatedOnce::alone(record)))
    }

    /// Looks for records that are as asked for and weren't there before.
    async fn look(&self, body: &R::Body, before: &[i64]) -> Result<Vec<R>, api::Error> {
        let mut records = self.account.copy().look::<R>(self.parent).await?;
        records.retain(|record| !before.contains(&record.id()) && R::is_as_asked(body, record));
        Ok(records)
    }

    /// Keeps the first of the records that attempts at one create made, and deletes its copies: they do the very same.
    async fn only_one(&self, body: &R::Body, found: Vec<R>) -> Result<Option<CreatedOnce<R>>, Error> {
        let Self { account, parent, .. } = *self;
        let mut found = found.into_iter();
        let Some(kept) = found.next() else { return Ok(None) };
        let mut deleted_copies = Vec::new();
        for copy in found.filter(|record| record.is_copy_of(&kept)) {
            let (kept, copy) = (kept.id(), copy.id());
            tracing::warn!(kept, deleted = copy, "an attempt at a create came through late");
            if let Err(delete) = account.client().delete::<R>(parent, &copy).await {
                let (holder, import_ids) = (R::holder(parent), R::import_ids(parent, body));
                return Err(Twice { noun: R::NOUN, holder, import_ids, kept, copy, delete }.into());
            }
            account.copy().write(move |tree| R::remove(tree, parent, copy));
            deleted_copies.push(copy);
        }
        Ok(Some(CreatedOnce { deleted_copies, ..CreatedOnce::alone(kept) }))
    }

    fn several(&self, found: &[R], write: api::Error) -> Error {
        let import_ids = found.iter().map(|record| R::import_id(self.parent, record.id())).collect();
        Several { noun: R::NOUN, holder: R::holder(self.parent), import_ids, write }.into()
    }

    fn may_exist(&self, body: &R::Body, write: api::Error, look: Option<api::Error>) -> Error {
        let (holder, import_ids) = (R::holder(self.parent), R::import_ids(self.parent, body));
        MayExist { noun: R::NOUN, holder, import_ids, write, look }.into()
    }
}

impl<R> CreatedOnce<R> {
    /// Tells of a record that was written, and nothing else.
    pub fn alone(record: R) -> Self {
        Self { record, deleted_copies: Vec::new(), equals: Vec::new() }
    }
}

/// Reports whether the record may be there: after a lost answer, and after a refusal of a later attempt, which an earlier one
/// may have caused.
fn needs_look(error: &api::Error) -> bool {
    let is_refused = matches!(error.status(), Some(Status::Invalid | Status::Conflict));
    error.is_ambiguous() || is_refused && error.request().attempts > 1
}
