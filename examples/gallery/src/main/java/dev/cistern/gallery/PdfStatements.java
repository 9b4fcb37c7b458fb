package dev.cistern.gallery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/**
 * One-page account statements written as PDF by PDFBox.
 *
 * <p>The system property {@code gallery.pooled} takes the buffers of PDFBox's streams from a pool.
 */
final class PdfStatements {
    private static final int LINES = 40;

    private final StreamCacheCreateFunction pages =
            Boolean.getBoolean("gallery.pooled") ? PooledPages::new : IOUtils.createMemoryOnlyStreamCache();
    private final PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PdfStatements statements = new PdfStatements();
        new Workload(600, false, statements::write).run(arguments);
    }

    private void write(long number) throws IOException {
        try (PDDocument document = new PDDocument(pages)) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(font, 11);
                content.setLeading(14);
                content.newLineAtOffset(50, 740);
                for (int line = 0; line < LINES; line++) {
                    content.showText("Statement " + number + ", line " + line + ", amount " + number * line % 977);
                    content.newLine();
                }
                content.endText();
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            document.save(file);
            if (file.size() < LINES) {
                throw new IOException("statement " + number + " came out empty");
            }
        }
    }
}
