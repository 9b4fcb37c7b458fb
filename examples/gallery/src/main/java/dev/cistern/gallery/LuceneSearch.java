package dev.cistern.gallery;

import java.io.IOException;
import java.util.Random;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** A Lucene index in memory that is searched all the time and updated now and then. */
final class LuceneSearch {
    private static final int DOCUMENTS = 50_000;
    private static final int WORDS = 5_000;
    private static final int UPDATE_EVERY = 20;
    private static final int REFRESH_EVERY = 2_000;

    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Random random = new Random(20261123);
    private long found;

    private LuceneSearch() throws IOException {
        writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(new StandardAnalyzer()));
        for (int i = 0; i < DOCUMENTS; i++) {
            writer.addDocument(document(i));
        }
        writer.commit();
        searchers = new SearcherManager(writer, null);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        LuceneSearch search = new LuceneSearch();
        new Workload(1_500, false, search::step).run(arguments);
    }

    private void step(long number) throws IOException {
        if (number % UPDATE_EVERY == 0) {
            int id = random.nextInt(DOCUMENTS);
            writer.updateDocument(new Term("id", Integer.toString(id)), document(id));
        }
        if (number % REFRESH_EVERY == 0) {
            searchers.maybeRefresh();
        }
        BooleanQuery query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term("text", word())), BooleanClause.Occur.SHOULD)
                .add(new TermQuery(new Term("text", word())), BooleanClause.Occur.SHOULD)
                .build();
        IndexSearcher searcher = searchers.acquire();
        try {
            found += searcher.search(query, 10).scoreDocs.length;
        } finally {
            searchers.release(searcher);
        }
    }

    private Document document(int id) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(word()).append(' ');
        }
        Document document = new Document();
        document.add(new StringField("id", Integer.toString(id), Field.Store.YES));
        document.add(new TextField("text", text.append(found).toString(), Field.Store.NO));
        return document;
    }

    /** {@return a word, few of them often and many of them seldom} */
    private String word() {
        double share = random.nextDouble();
        return "word" + (int) (WORDS * share * share * share);
    }
}
