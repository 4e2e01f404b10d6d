import java.io.File;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates files with veraPDF's library, all of them in one process: `java Vera.java REPORT FLAVOURS FILE…`, the
 * flavours as in `ua1,3a`. The report has a line of tab-separated cells for each fault, and one for each file and
 * flavour that was looked at to the end:
 *
 * <pre>
 * fault  FLAVOUR  FILE  RULE  TIMES  SENTENCE
 * done   FLAVOUR  FILE  CHECKS
 * </pre>
 *
 * A file that cannot be read gets a fault and no `done`.
 */
public class Vera {
    /** Where a rule fails first is enough to find the others. */
    private static final int SHOWN = 100;

    public static void main(String[] arguments) throws Exception {
        // The library logs what it also reports.
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        try (PrintStream report = new PrintStream(new FileOutputStream(arguments[0]), false, StandardCharsets.UTF_8)) {
            for (int i = 2; i < arguments.length; i++) {
                for (String flavour : arguments[1].split(",")) {
                    validate(arguments[i], flavour, report);
                }
            }
        }
    }

    private static void validate(String file, String id, PrintStream report) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("there is no flavour " + id);
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, SHOWN, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
            result.getTestAssertions().forEach(found -> first.putIfAbsent(found.getRuleId(), found));
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                RuleId rule = failed.getKey();
                line(report, "fault", id, file, rule.getClause() + "-" + rule.getTestNumber(),
                        failed.getValue().toString(), sentence(first.get(rule)));
            }
            if (!result.isCompliant() && result.getFailedChecks().isEmpty()) {
                line(report, "fault", id, file, "-", "1", "not compliant, and no rule says why");
            }
            line(report, "done", id, file, Integer.toString(result.getTotalAssertions()));
        } catch (Exception | Error e) {
            line(report, "fault", id, file, "-", "1", e.toString());
        }
    }

    private static String sentence(TestAssertion found) {
        if (found == null) {
            return "";
        }
        String words = found.getErrorMessage() != null ? found.getErrorMessage() : found.getMessage();
        return words + (found.getLocation() == null ? "" : " @ " + found.getLocation().getContext());
    }

    private static void line(PrintStream report, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            report.print((i == 0 ? "" : "\t") + cells[i].replaceAll("\\s+", " "));
        }
        report.print("\n");
    }
}
