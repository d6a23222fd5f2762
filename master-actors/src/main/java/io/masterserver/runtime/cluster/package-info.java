/**
 * Where peers live in the cluster: the only package that knows about sharding.
 *
 * <p>A peer's id says which shard it belongs to, and a shard lives on the node that asked for it
 * first. A node draws a shard of its own for its peers, so a peer lives where its client is
 * connected.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.cluster.PeerEntity} — entity type, shards and placement
 *   <li>{@link io.masterserver.runtime.cluster.ShardedPeers} — new peers, and the way to old ones
 *   <li>{@link io.masterserver.runtime.cluster.ShardDraw} — whose shard is whose, and for how long
 *   <li>{@link io.masterserver.runtime.cluster.Broadcaster} — one message for many peers
 * </ul>
 *
 * <p>May depend on {@code runtime.peer} and {@code api}.
 */
@NullMarked
package io.masterserver.runtime.cluster;

import org.jspecify.annotations.NullMarked;
