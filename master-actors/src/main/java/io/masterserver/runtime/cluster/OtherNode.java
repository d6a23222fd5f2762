package io.masterserver.runtime.cluster;

/**
 * What another node that takes clients has said of itself.
 *
 * @param addresses where clients reach it
 * @param clients how many of them it has
 */
record OtherNode(ClientAddresses addresses, int clients) {}
