/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

/** Finds what a request asks for. */
interface Pages {

  /**
   * The page at a place.
   *
   * @param uri what was asked for, path and query
   * @param accept the types that are wanted, as the header says them; may be empty
   */
  Page page(String uri, String accept);
}
