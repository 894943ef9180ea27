import java.io.IOException;
import java.util.zip.ZipFile;

/** Reads every member with ZipFile. 0: read; 10: refused; anything else: it failed. */
class ReadZip {
    public static void main(String[] arguments) {
        try (var archive = new ZipFile(arguments[0])) {
            for (var entries = archive.entries(); entries.hasMoreElements(); ) {
                try (var content = archive.getInputStream(entries.nextElement())) {
                    content.readAllBytes();
                }
            }
        } catch (IOException refusal) {
            System.exit(10);
        }
    }
}
