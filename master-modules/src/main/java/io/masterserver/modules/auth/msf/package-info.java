/**
 * How clients of the ancestor send credentials: a key of 32 bits agreed on by RSA, dictionaries
 * sealed with it. Weak by today's measure, so it is off unless the configuration turns it on.
 *
 * <pre>{@code
 * public key (XML) ──▶ MsfPublicKey ──▶ MsfAgreement ──▶ the key, for the client's eyes
 * sealed bytes ──▶ MsfCipher ──▶ dictionary ──▶ MsfLogIn, NewAccount
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.msf.MsfCredentials} — from what such a client sends to
 *       what ours would have sent
 * </ul>
 *
 * <p>May depend on {@code auth.service} for its refusals. Must not know actors, nor what becomes of
 * the credentials.
 */
@NullMarked
package io.masterserver.modules.auth.msf;

import org.jspecify.annotations.NullMarked;
