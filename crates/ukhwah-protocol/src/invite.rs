//! The code that a person joins with, what is derived from it, and the text that is handed over.
//!
//! The text is one line of four words, so that it survives chats, paper and QR codes:
//!
//! ```text
//! ukhwah-invite-1 https://sync.example.org 5f3e…(64 digits) 7K3M9-QX20A-ZZ4TB-0C8DE
//! ```
//!
//! It is no address of the kind that a telephone's camera opens: only the app reads it.

use std::fmt;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::id::{AccountId, AgreeKey, Fingerprint, InviteId, Tag, Token, VerifyKey};

/// Crockford's base 32: no I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE: usize = 20;
const GROUP: usize = 5;
const FIRST_WORD: &str = "ukhwah-invite-1";
const LONGEST_ORIGIN: usize = 255;

/// 100 random bits, written as 20 letters and digits: who knows them may join, once.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct InviteCode([u8; CODE]);

/// What is derived from a code.
pub struct InviteSecrets {
    /// How the server finds the invite.
    pub id: InviteId,
    /// What proves to the server that the code is known; it keeps the hash.
    pub token: Token,
    /// What ties the keys of who joined to the code; the server never sees it.
    pub bind: BindKey,
}

/// The key under which who joins vouches for account and keys, for whoever made the invite.
#[derive(ZeroizeOnDrop)]
pub struct BindKey([u8; 32]);

/// What is handed to a person who is to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Scheme, host and port of the server, without a path: `https://sync.example.org`.
    pub origin: String,
    /// The fingerprint of the organization's root document.
    pub fingerprint: Fingerprint,
    /// The code.
    pub code: InviteCode,
}

/// Why a text is not an invite; nothing of it is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseInviteError {
    /// It does not begin as an invite of this version does.
    #[error("the text is not an invite")]
    NotAnInvite,
    /// The address is not one of a server.
    #[error("the address in the invite is not one of a server")]
    Origin,
    /// The fingerprint is not 64 hexadecimal digits.
    #[error("the fingerprint in the invite is not one")]
    Fingerprint,
    /// The code does not have 20 letters and digits.
    #[error("a code has 20 letters and digits")]
    Code,
}

impl InviteCode {
    /// The code of these random bytes, of which each gives 5 bits.
    #[must_use]
    pub fn from_random(mut bytes: [u8; CODE]) -> Self {
        let code = Self(bytes.map(|byte| ALPHABET[usize::from(byte % 32)]));
        bytes.zeroize();
        code
    }

    /// Reads a code as a person types it: small letters, spaces and dashes do not matter, I and L are 1, O is 0.
    ///
    /// # Errors
    /// If it does not have 20 letters and digits of the alphabet.
    pub fn parse(text: &str) -> Result<Self, ParseInviteError> {
        let mut code = Self([0; CODE]);
        let mut length = 0;
        for character in text.chars().filter(|character| !character.is_whitespace() && *character != '-') {
            let read = match character.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            };
            let known = u8::try_from(read).ok().filter(|byte| ALPHABET.contains(byte));
            let place = code.0.get_mut(length).ok_or(ParseInviteError::Code)?;
            *place = known.ok_or(ParseInviteError::Code)?;
            length += 1;
        }
        if length == CODE { Ok(code) } else { Err(ParseInviteError::Code) }
    }

    /// The code as it is written for a person: four groups of five.
    #[must_use]
    pub fn expose(&self) -> String {
        let groups: Vec<&str> = self.0.chunks(GROUP).filter_map(|group| std::str::from_utf8(group).ok()).collect();
        groups.join("-")
    }

    /// What is derived from it: HKDF-SHA256 over its 20 letters and digits, in capitals and without dashes.
    #[must_use]
    pub fn derive_secrets(&self) -> InviteSecrets {
        let root = Hkdf::<Sha256>::new(Some(&context("invite")), &self.0);
        let mut id = [0; 16];
        let (mut token, mut bind) = ([0; 32], [0; 32]);
        for (name, output) in [("invite/id", &mut id[..]), ("invite/token", &mut token), ("invite/bind", &mut bind)] {
            root.expand(&context(name), output).expect("32 bytes are one output of SHA-256");
        }
        InviteSecrets { id: InviteId(id), token: Token::from_bytes(token), bind: BindKey(bind) }
    }
}

fn context(name: &str) -> Vec<u8> {
    [crate::CONTEXT, name].concat().into_bytes()
}

impl fmt::Debug for InviteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InviteCode(..)")
    }
}

impl BindKey {
    /// Vouches for the keys of a person who joins.
    #[must_use]
    pub fn tag(&self, account: AccountId, sign: &VerifyKey, agree: &AgreeKey) -> Tag {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        for part in [&account.0[..], &sign.0, &agree.0] {
            mac.update(part);
        }
        Tag(mac.finalize().into_bytes().into())
    }
}

impl Invite {
    /// The text that is handed over, which whoever reads it may join with.
    #[must_use]
    pub fn expose(&self) -> String {
        format!("{FIRST_WORD} {} {} {}", self.origin, self.fingerprint, self.code.expose())
    }

    /// Reads the text, however its lines were broken.
    ///
    /// # Errors
    /// What is wrong with it first.
    pub fn parse(text: &str) -> Result<Self, ParseInviteError> {
        let mut words = text.split_whitespace();
        if !words.next().is_some_and(|word| word.eq_ignore_ascii_case(FIRST_WORD)) {
            return Err(ParseInviteError::NotAnInvite);
        }
        let origin = words.next().filter(|word| is_origin(word)).ok_or(ParseInviteError::Origin)?.to_owned();
        let fingerprint = words.next().unwrap_or_default().to_ascii_lowercase();
        let fingerprint = fingerprint.parse().map_err(|_| ParseInviteError::Fingerprint)?;
        let code = InviteCode::parse(&words.collect::<String>())?;
        Ok(Self { origin, fingerprint, code })
    }
}

/// Whether a text is scheme, host and port of a server and nothing else, in the one form that logins sign: small letters,
/// no path, no user, the port only where it is not the scheme's own.
#[must_use]
pub fn is_origin(text: &str) -> bool {
    let (rest, own_port) = match text.split_once("://") {
        Some(("https", rest)) => (rest, "443"),
        Some(("http", rest)) => (rest, "80"),
        _ => return false,
    };
    // The host of an address of IPv6 stands in brackets and has colons of its own.
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let is_bracketed = host.starts_with('[') && host.ends_with(']');
    let inner = if is_bracketed { &host[1..host.len() - 1] } else { host };
    let is_host_byte = |byte: u8| match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'.' => true,
        b'-' | b'_' => !is_bracketed,
        b':' => is_bracketed,
        _ => false,
    };
    let is_port =
        |port: &str| port != own_port && !port.starts_with('0') && port.parse::<u16>().is_ok_and(|port| port > 0);
    text.len() <= LONGEST_ORIGIN && !inner.is_empty() && inner.bytes().all(is_host_byte) && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn invite() -> Invite {
        Invite {
            origin: "https://sync.example.org".to_owned(),
            fingerprint: Fingerprint([0xAB; 32]),
            code: InviteCode::from_random(std::array::from_fn(|place| u8::try_from(place).expect("small"))),
        }
    }

    #[test]
    fn an_invite_reads_as_it_was_written_also_with_broken_lines() {
        let text = invite().expose();
        assert_eq!(Invite::parse(&text), Ok(invite()));
        assert_eq!(Invite::parse(&format!("\n  {}\n", text.replace(' ', "\r\n"))), Ok(invite()));
        assert_eq!(Invite::parse(&text.replace("ABCDE", "ABC DE")), Ok(invite()));
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = InviteCode::parse("0123456789ABCDEFGHJK").expect("a code");
        assert_eq!(code.expose(), "01234-56789-ABCDE-FGHJK");
        assert_eq!(InviteCode::parse(" o12345 6789-abcde fghjk"), Ok(code.clone()));
        assert_eq!(InviteCode::parse("OI23456789ABCDEFGHJK"), Ok(code.clone()));
        assert_eq!(InviteCode::parse("0l23456789ABCDEFGHJK"), Ok(code));
        for wrong in
            ["", "0123456789ABCDEFGHJ", "0123456789ABCDEFGHJKM", "U123456789ABCDEFGHJK", "é123456789ABCDEFGHJK"]
        {
            assert_eq!(InviteCode::parse(wrong), Err(ParseInviteError::Code));
        }
    }

    #[test]
    fn each_wrong_part_of_an_invite_has_its_own_reason() {
        let with = |from: &str, to: &str| Invite::parse(&invite().expose().replacen(from, to, 1));
        assert_eq!(with("invite-1", "invite-2"), Err(ParseInviteError::NotAnInvite));
        assert_eq!(with("https:", "ftp:"), Err(ParseInviteError::Origin));
        assert_eq!(with("abab", "ab"), Err(ParseInviteError::Fingerprint));
        assert_eq!(with("01234", "0123"), Err(ParseInviteError::Code));
    }

    #[test]
    fn an_origin_has_one_form() {
        for good in
            ["https://a.example", "http://127.0.0.1:8137", "http://[::1]:8137", "https://[::1]", "https://a:8443"]
        {
            assert!(is_origin(good), "{good}");
        }
        for bad in
            ["https://a.example/", "https://A.example", "https://a:443", "http://a:80", "https://u@a", "https://"]
        {
            assert!(!is_origin(bad), "{bad}");
        }
        for bad in [
            "https://a:",
            "https://a:0",
            "https://a:08443",
            "https://a:99999",
            "https://a?b",
            "a.example",
            "https://:1",
        ] {
            assert!(!is_origin(bad), "{bad}");
        }
    }

    /// Made with Python's `hmac` and `hashlib`, step by step after RFC 5869.
    #[test]
    fn what_is_derived_from_a_code_is_frozen() {
        let secrets = InviteCode::parse("0123456789ABCDEFGHJK").expect("a code").derive_secrets();
        assert_eq!(secrets.id.to_string(), "0ff732554c1c13a516fdbf7660fef13d");
        assert_eq!(
            hex::encode(secrets.token.expose()),
            "5a468fbd67ca911dc673a73bb1a9af7446007eece834425a3c22815fb7b64cf1"
        );
        let tag = secrets.bind.tag(AccountId([1; 16]), &VerifyKey([2; 32]), &AgreeKey([3; 32]));
        assert_eq!(tag.to_string(), "99a821a6ae8a33428fcdda90dd9d126c51f3c8bd19c593531b6bb31ab5ef22a7");
    }

    #[test]
    fn a_code_is_not_in_what_a_log_would_show() {
        assert!(!format!("{:?}", invite()).contains("01234"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
            let _ = Invite::parse(&text);
            let _ = is_origin(&text);
        }

        #[test]
        fn every_code_reads_as_it_was_written(bytes in any::<[u8; 20]>()) {
            let code = InviteCode::from_random(bytes);
            prop_assert_eq!(InviteCode::parse(&code.expose()), Ok(code));
        }
    }
}
