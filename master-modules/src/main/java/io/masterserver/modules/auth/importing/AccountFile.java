package io.masterserver.modules.auth.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of comma-separated values (RFC 4180) in UTF-8, read line by line. Its first line names the
 * columns.
 */
final class AccountFile implements AutoCloseable {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final Path path;
  private final BoundedRecords characters;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;

  private AccountFile(Path path, BoundedRecords characters) throws IOException {
    this.path = path;
    this.characters = characters;
    this.parser = CSVParser.parse(characters, FORMAT);
    this.records = parser.iterator();
    if (!hasNext()) {
      throw new UnusableFile("%s: empty (expected: a line that names the columns)".formatted(path));
    }
    this.header = List.copyOf(records.next().toList());
  }

  /**
   * Opens a file. Must be closed.
   *
   * @throws UnusableFile if it cannot be read
   */
  static AccountFile open(Path path) {
    try {
      var reader =
          new BufferedReader(
              new InputStreamReader(
                  Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder()));
      try {
        skipByteOrderMark(reader);
        return new AccountFile(path, new BoundedRecords(reader));
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new UnusableFile("%s: no such file".formatted(path));
    } catch (CharacterCodingException e) {
      throw new UnusableFile("%s, line 1: not UTF-8 (save it as UTF-8)".formatted(path));
    } catch (IOException e) {
      throw new UnusableFile("%s: cannot be read: %s".formatted(path, e.getMessage()));
    }
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  List<String> header() {
    return header;
  }

  /**
   * Whether there is another record.
   *
   * @throws UnusableFile if the file is broken
   */
  boolean hasNext() {
    characters.beginRecord();
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw broken(Objects.requireNonNull(e.getCause()));
    }
  }

  List<String> next() {
    return records.next().toList();
  }

  /** The line that the record read last ends on, from 1. */
  long line() {
    return parser.getCurrentLineNumber();
  }

  private UnusableFile broken(IOException failure) {
    long line = Math.max(1, line());
    return failure instanceof CharacterCodingException
        ? new UnusableFile("%s, behind line %d: not UTF-8 (save it as UTF-8)".formatted(path, line))
        : new UnusableFile("%s, line %d: %s".formatted(path, line, failure.getMessage()));
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
