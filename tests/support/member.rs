//! A member of an organization, as a server sees one: keys that really sign, and records that are padded but hold nothing.

use std::io;

use ed25519_dalek::{Signer as _, SigningKey};
use fastrand::Rng;
use ukhwah_protocol::error::{ErrorCode, Problem};
use ukhwah_protocol::id::{
    AccountId, AgreeKey, DeviceId, InboxId, Nonce, OrgId, RecordId, RecoveryId, Signature, SpaceId, Token, VerifyKey,
};
use ukhwah_protocol::invite::Invite;
use ukhwah_protocol::message::{
    self, Challenge, ChallengeRequest, CreateAccount, DeviceAdded, DeviceChange, DeviceLogin, DeviceRemoved,
    KeyringChange, Login, LoginRequest, NewDevice, NewSheet, SheetLogin, SignedAct, SpaceHead, Wrap, WrapKind,
};
use ukhwah_protocol::sealed::Sealed;
use ukhwah_protocol::transcript::{self, Act, parameters};

use crate::wire::{Answer, Ask, Wire};

/// A person with an account.
#[derive(Clone)]
pub struct Member {
    /// The organization.
    pub org: OrgId,
    /// The address that was dialled.
    pub origin: String,
    /// The account.
    pub account: AccountId,
    /// Its inbox.
    pub inbox: InboxId,
    /// Its space.
    pub space: SpaceId,
    /// The person's signing key.
    pub identity: SigningKey,
}

/// A device.
#[derive(Clone)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// The key that it logs in with.
    pub key: SigningKey,
    /// The key that wraps are made for.
    pub agree: AgreeKey,
}

/// A recovery sheet.
#[derive(Clone)]
pub struct Sheet {
    /// Its id.
    pub id: RecoveryId,
    /// The key that it logs in with.
    pub key: SigningKey,
}

/// So many random bytes.
pub fn random<const N: usize>(rng: &mut Rng) -> [u8; N] {
    std::array::from_fn(|_| rng.u8(..))
}

fn verify(key: &SigningKey) -> VerifyKey {
    VerifyKey(key.verifying_key().to_bytes())
}

fn sign(key: &SigningKey, bytes: &[u8]) -> Signature {
    Signature(key.sign(bytes).to_bytes())
}

/// Something sealed, as far as its header goes.
#[must_use]
pub fn sealed(space: SpaceId, record: RecordId, epoch: u32, (length, fill): (usize, u64)) -> Sealed {
    let mut bytes = vec![0; length];
    bytes[..4].copy_from_slice(b"UK\x01\x01");
    bytes[4..20].copy_from_slice(&space.0);
    bytes[20..36].copy_from_slice(&record.0);
    bytes[36..40].copy_from_slice(&epoch.to_be_bytes());
    bytes[length - 8..].copy_from_slice(&fill.to_be_bytes());
    Sealed::from_bytes(bytes)
}

impl Device {
    /// A new one.
    pub fn make(rng: &mut Rng) -> Self {
        Self { id: DeviceId(random(rng)), key: SigningKey::from_bytes(&random(rng)), agree: AgreeKey(random(rng)) }
    }

    /// As the server is told of it.
    #[must_use]
    pub fn told(&self) -> NewDevice {
        NewDevice { id: self.id, sign: verify(&self.key), agree: self.agree }
    }
}

impl Sheet {
    /// A new one.
    pub fn make(rng: &mut Rng) -> Self {
        Self { id: RecoveryId(random(rng)), key: SigningKey::from_bytes(&random(rng)) }
    }
}

impl Member {
    /// A person who was invited.
    pub fn make(rng: &mut Rng, invite: &Invite) -> Self {
        Self {
            org: invite.fingerprint.org_id(),
            origin: invite.origin.clone(),
            account: AccountId(random(rng)),
            inbox: InboxId(random(rng)),
            space: SpaceId(random(rng)),
            identity: SigningKey::from_bytes(&random(rng)),
        }
    }

    /// Joins with an invite and a first device.
    #[must_use]
    pub fn create(&self, invite: &Invite, device: &Device) -> CreateAccount {
        let secrets = invite.code.derive_secrets();
        let keyring = self.keyring(1, 1);
        let (identity_sign, identity_agree) = (verify(&self.identity), AgreeKey([4; 32]));
        let added = device.told();
        let signed = parameters::add_device(added.id, &added.sign, &added.agree, &keyring.version_hash());
        CreateAccount {
            invite: secrets.id,
            token: secrets.token.clone(),
            account: self.account,
            inbox: self.inbox,
            space: self.space,
            device: added,
            bind: secrets.bind.tag(self.account, &identity_sign, &identity_agree),
            identity_sign,
            identity_agree,
            keyring,
            epoch: 1,
            wraps: Vec::new(),
            act: self.act(Act::AddDevice, &signed, 1),
        }
    }

    /// A keyring of a revision.
    #[must_use]
    pub fn keyring(&self, epoch: u32, revision: u64) -> Sealed {
        sealed(SpaceId(self.account.0), RecordId([0; 16]), epoch, (2048, revision))
    }

    /// A version of a record.
    #[must_use]
    pub fn record(&self, id: RecordId, epoch: u32, (length, fill): (usize, u64)) -> Sealed {
        sealed(self.space, id, epoch, (length, fill))
    }

    /// A signed act.
    #[must_use]
    pub fn act(&self, act: Act, parameters: &[u8], revision: u64) -> SignedAct {
        let bytes = transcript::act(self.org, self.account, act, parameters, revision);
        SignedAct { revision, signature: sign(&self.identity, &bytes) }
    }

    /// Answers a challenge as a device.
    #[must_use]
    pub fn log_in(&self, device: &Device, nonce: Nonce) -> LoginRequest {
        let bytes = transcript::auth(&self.origin, self.org, self.account, device.id, &nonce);
        LoginRequest::Device(DeviceLogin { device: device.id, nonce, signature: sign(&device.key, &bytes) })
    }

    /// Answers a challenge with a sheet, for a device that is to be registered.
    #[must_use]
    pub fn recover(&self, sheet: &Sheet, device: &Device, nonce: Nonce) -> LoginRequest {
        let NewDevice { sign: key, agree, .. } = device.told();
        let bytes = transcript::sheet_auth(&self.origin, self.org, sheet.id, &nonce, (&key, &agree));
        let signature = sign(&sheet.key, &bytes);
        LoginRequest::Sheet(SheetLogin { recovery: sheet.id, nonce, sign: key, agree, signature })
    }

    /// A change of the keyring that only makes another revision of it.
    #[must_use]
    pub fn change(&self, base_revision: u64, epoch: u32) -> KeyringChange {
        let keyring = self.keyring(epoch, base_revision + 1);
        let (wraps, heads) = (Vec::new(), Vec::new());
        KeyringChange { base_revision, keyring, epoch, wraps, device: None, identity: None, heads }
    }

    /// A change that adds a device.
    #[must_use]
    pub fn add(&self, device: &Device, base_revision: u64, epoch: u32) -> KeyringChange {
        let mut change = self.change(base_revision, epoch);
        let new = device.told();
        let signed = parameters::add_device(new.id, &new.sign, &new.agree, &change.keyring.version_hash());
        let act = self.act(Act::AddDevice, &signed, base_revision + 1);
        change.device = Some(DeviceChange::Added(DeviceAdded { device: new, act }));
        change
    }

    /// A change that removes a device and begins the epoch `epoch`, for those that remain.
    #[must_use]
    pub fn remove(
        &self,
        device: DeviceId,
        remaining: &[(WrapKind, [u8; 16])],
        (base_revision, epoch): (u64, u32),
        head: SpaceHead,
    ) -> KeyringChange {
        let mut change = self.change(base_revision, epoch);
        let signed = parameters::remove_device(device, false, epoch, &change.keyring.version_hash());
        let act = self.act(Act::RemoveDevice, &signed, base_revision + 1);
        let notice = sign(&self.identity, &transcript::removed(self.org, self.account, device, epoch, false));
        change.device = Some(DeviceChange::Removed(DeviceRemoved { device, erase: false, act, notice }));
        let wrap = |(kind, reference): &(WrapKind, [u8; 16])| Wrap {
            kind: *kind,
            reference: *reference,
            epoch,
            bytes: vec![5; 100],
        };
        change.wraps = remaining.iter().map(wrap).collect();
        change.heads = vec![head];
        change
    }

    /// Sets a sheet at a revision.
    #[must_use]
    pub fn set_sheet(&self, sheet: &Sheet, revision: u64, epoch: u32) -> NewSheet {
        let wrap = Wrap { kind: WrapKind::Sheet, reference: sheet.id.0, epoch, bytes: vec![6; 100] };
        let login = verify(&sheet.key);
        let signed = parameters::set_sheet(sheet.id, &login, &wrap.bytes);
        NewSheet { id: sheet.id, login, wrap, act: self.act(Act::SetSheet, &signed, revision) }
    }
}

/// Calls a server, and reads its messages.
pub struct Caller {
    /// The connection.
    pub wire: Wire,
    /// The token of the last login.
    pub token: Option<Token>,
}

/// What came instead of a message.
#[derive(Debug)]
pub enum Fault {
    /// A refusal.
    Refused(ErrorCode, Box<Problem>),
    /// No answer.
    Broken(io::Error),
}

impl Fault {
    /// The code of a refusal.
    ///
    /// # Panics
    /// If there was no answer.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Refused(code, _) => *code,
            Self::Broken(error) => panic!("there was no answer: {error}"),
        }
    }
}

impl Caller {
    /// Nobody yet.
    #[must_use]
    pub const fn on(wire: Wire) -> Self {
        Self { wire, token: None }
    }

    /// Sends a message, or asks without one.
    ///
    /// # Errors
    /// If the connection breaks.
    pub async fn send(&mut self, method: &str, target: &str, body: Option<&[u8]>) -> io::Result<Answer> {
        let mut headers = Vec::new();
        if let Some(token) = &self.token {
            headers.push(("authorization", token.to_authorization()));
        }
        if body.is_some() {
            headers.push(("content-type", message::MEDIA_TYPE.to_owned()));
        }
        self.wire.ask(&Ask { method, target, headers, body }).await
    }

    /// Sends a message where nothing is answered.
    ///
    /// # Errors
    /// If the server refuses or does not answer.
    pub async fn tell<M: minicbor::Encode<()>>(&mut self, method: &str, target: &str, body: &M) -> Result<(), Fault> {
        let answer = self.send(method, target, Some(&message::write(body))).await.map_err(Fault::Broken)?;
        good(answer).map(drop)
    }

    /// Sends a message and reads the one that is answered.
    ///
    /// # Errors
    /// If the server refuses or does not answer.
    pub async fn ask<M, R>(&mut self, method: &str, target: &str, body: &M) -> Result<R, Fault>
    where
        M: minicbor::Encode<()>,
        R: for<'b> minicbor::Decode<'b, ()>,
    {
        let answer = self.send(method, target, Some(&message::write(body))).await.map_err(Fault::Broken)?;
        Ok(message::read(&good(answer)?.body).expect("the message that is answered"))
    }

    /// Reads a message.
    ///
    /// # Errors
    /// If the server refuses or does not answer.
    pub async fn get<R: for<'b> minicbor::Decode<'b, ()>>(&mut self, target: &str) -> Result<R, Fault> {
        let answer = self.send("GET", target, None).await.map_err(Fault::Broken)?;
        Ok(message::read(&good(answer)?.body).expect("the message that is answered"))
    }

    /// A challenge for a device or sheet.
    ///
    /// # Errors
    /// If the server refuses or does not answer.
    pub async fn challenge(&mut self, subject: [u8; 16]) -> Result<Nonce, Fault> {
        let challenge: Challenge = self.ask("POST", "/v1/auth/challenge", &ChallengeRequest { subject }).await?;
        Ok(challenge.nonce)
    }

    /// Logs in with an answer to a challenge, and keeps the token.
    ///
    /// # Errors
    /// If the server refuses or does not answer.
    pub async fn token(&mut self, login: &LoginRequest) -> Result<Login, Fault> {
        let login: Login = self.ask("POST", "/v1/auth/token", login).await?;
        self.token = Some(login.token.clone());
        Ok(login)
    }

    /// Logs in as a device of a member.
    ///
    /// # Errors
    /// If the server refuses or does not answer.
    pub async fn log_in(&mut self, member: &Member, device: &Device) -> Result<Login, Fault> {
        let nonce = self.challenge(device.id.0).await?;
        self.token(&member.log_in(device, nonce)).await
    }

    /// Joins, and logs in.
    ///
    /// # Errors
    /// If the server refuses or does not answer.
    pub async fn join(&mut self, member: &Member, device: &Device, invite: &Invite) -> Result<Login, Fault> {
        self.tell("POST", "/v1/accounts", &member.create(invite, device)).await?;
        self.log_in(member, device).await
    }
}

fn good(answer: Answer) -> Result<Answer, Fault> {
    if answer.status < 300 { Ok(answer) } else { Err(Fault::Refused(answer.code(), Box::new(answer.problem()))) }
}
