//! TLS with a certificate from files.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use ukhwah_protocol::message::Hello;
use ukhwah_server::config::Config;
use ukhwah_server::outside::System;
use ukhwah_server::serve::tls::Acceptor;
use ukhwah_server::serve::{Listening, serve_with};
use ukhwah_server::server::Server;
use ukhwah_server::store::Database;

use crate::running::sqlite;
use crate::wire::{Answer, Wire, read};

/// Writes a certificate for `localhost`, and returns who trusts it.
fn certificate(folder: &Path) -> (PathBuf, PathBuf, CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).expect("written");
    std::fs::write(&key, made.signing_key.serialize_pem()).expect("written");
    (certificate, key, made.cert.der().clone())
}

async fn hello(address: std::net::SocketAddr, trusted: &CertificateDer<'static>) -> io::Result<Answer> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).map_err(io::Error::other)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(io::Error::other)?.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from("localhost").map_err(io::Error::other)?;
    let stream = TcpStream::connect(address).await?;
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await?;
    stream.write_all(b"GET /v1/hello HTTP/1.1\r\nhost: localhost\r\n\r\n").await?;
    assert_eq!(stream.get_ref().1.protocol_version(), Some(rustls::ProtocolVersion::TLSv1_3));
    read(&mut BufReader::new(stream)).await
}

#[tokio::test]
async fn a_certificate_from_files_is_shown_and_can_be_renewed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, key, first) = certificate(folder.path());
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let database = Database::open(&sqlite(folder.path())).await.expect("opened");
    Server::found(&database, &[7; 32], &System).await.expect("founded");
    let config = Config::on(sqlite(folder.path()));
    let server = Server::on(database, &config, Arc::new(System), Arc::new(System)).await.expect("begun");
    let tls = Acceptor::read(file, key).expect("a certificate");
    let listening =
        Listening { listener, tls: Some(tls.clone()), operator: None, grace: std::time::Duration::from_secs(5) };
    tokio::spawn(serve_with(listening, server, std::future::pending()));

    let answer = hello(address, &first).await.expect("an answer");
    let _: Hello = ukhwah_protocol::message::read(&answer.body).expect("hello");
    let mut plain = Wire::to(address);
    plain.send(b"GET /v1/hello HTTP/1.1\r\nhost: localhost\r\n\r\n").await.expect("sent");
    assert!(plain.answer().await.is_err(), "nothing is said without TLS");

    let (_, _, second) = certificate(folder.path());
    assert!(hello(address, &second).await.is_err());
    tls.read_again().expect("a certificate");
    hello(address, &second).await.expect("an answer");
    std::fs::write(folder.path().join("key.pem"), "nothing").expect("written");
    tls.read_again().expect_err("no key");
    hello(address, &second).await.expect("the one before stays");
}
