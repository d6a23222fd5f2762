package io.masterserver.tests.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.masterserver.tests.fixture.Await;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a window; ended when closed. */
final class Chromium implements AutoCloseable {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts one. Where none is installed the test is skipped, but never in CI.
   *
   * @param profile an empty folder for it
   */
  static Chromium start(Path profile) {
    Optional<Path> browser = BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    Optional<Path> driver = onPath("chromedriver");
    if (browser.isEmpty() || driver.isEmpty()) {
      String missing = "no Chromium to test with (apt-get install chromium chromium-driver)";
      if (System.getenv("CI") != null) {
        throw new AssertionError(missing);
      }
      assumeTrue(false, missing);
    }
    return new Chromium(start(browser.orElseThrow(), driver.orElseThrow(), profile));
  }

  private static ChromeDriver start(Path browser, Path driver, Path profile) {
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .withLogOutput(OutputStream.nullOutputStream())
            .build();
    var console = new LoggingPreferences();
    console.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, console);
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // it does not start for root without
        "--disable-dev-shm-usage", // which is small in containers
        "--user-data-dir=" + profile);
    ChromeDriver started = new ChromeDriver(service, options);
    started.manage().timeouts().scriptTimeout(Await.LONGEST);
    return started;
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a page; what the console said before is forgotten. */
  void open(String url) {
    driver.get(url);
    console();
  }

  void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** Types {@code text} into the field with this id, in place of what is there. */
  void type(String id, String text) {
    WebElement field = driver.findElement(By.id(id));
    field.clear();
    field.sendKeys(text);
  }

  /** Presses the button with this text. */
  void press(String button) {
    driver.findElement(By.xpath("//button[normalize-space()='%s']".formatted(button))).click();
  }

  /** Returns what the form with this id says, when it begins with {@code beginning}. */
  String said(String form, String beginning) {
    By output = By.cssSelector("#%s output".formatted(form));
    var patience = new WebDriverWait(driver, Await.LONGEST);
    patience.until(ExpectedConditions.textMatches(output, Pattern.compile("^" + beginning)));
    return driver.findElement(output).getText();
  }

  /** Returns the texts of all elements that {@code selector} finds. */
  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  /**
   * Runs the body of an async function on the page, and returns what that returns.
   *
   * @param arguments what {@code given} is there
   */
  Object run(String body, Object... arguments) {
    Object outcome =
        driver.executeAsyncScript(
            """
            const [done] = [...arguments].slice(-1);
            const given = [...arguments].slice(0, -1);
            (async () => { %s })().then(
              (value) => done({ value }),
              (failure) => done({ failure: String(failure) }));
            """
                .formatted(body),
            arguments);
    if (outcome instanceof Map<?, ?> result && result.get("failure") == null) {
      return result.get("value");
    }
    throw new AssertionError("the script failed: " + outcome);
  }

  /** Returns what was written to the console since it was last asked for. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
