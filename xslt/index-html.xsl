<?xml version="1.0" encoding="UTF-8"?>
<!-- The citation index to read: by archive, by work, by correspondent, by date, by page; of one article or many.
     Input: a teiCorpus of articles, each with its file's name in @n. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:import href="html.xsl"/>

  <xsl:variable name="has-coins" as="xs:boolean" select="true()"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="tei:teiCorpus" mode="m:html"/>
  </xsl:template>

  <xsl:template match="tei:teiCorpus" mode="m:html" as="element()">
    <xsl:variable name="title" as="xs:string"
                  select="string-join((f:word('citations'), tei:TEI[last() eq 1] ! f:title(.)), f:word('colon'))"/>
    <html lang="{$article-language}">
      <head>
        <xsl:sequence select="f:basic-head($title)"/>
        <xsl:call-template name="f:citation-data"/>
        <xsl:call-template name="f:html-assets"/>
      </head>
      <body id="top" class="index-page">
        <a class="skip" href="#text"><xsl:value-of select="f:word('skip')"/></a>
        <xsl:sequence select="f:index-bar($title)"/>
        <div class="page">
          <xsl:sequence select="f:index-contents(.)"/>
          <main id="text" tabindex="-1">
            <xsl:sequence select="f:index-head(tei:TEI)"/>
            <xsl:sequence select="f:citation-index(tei:TEI ! f:citations(.)), f:correspondence(f:letters(tei:TEI)),
                                  f:by-date(tei:TEI ! f:documents(.)), f:by-page(tei:TEI ! f:citations(.))"/>
          </main>
        </div>
        <xsl:sequence select="f:html-card('')"/>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="f:index-bar" as="element(header)">
    <xsl:param name="title" as="xs:string"/>
    <header class="bar">
      <button type="button" class="icon scripted" id="open-contents" aria-controls="contents" aria-expanded="false"
              aria-label="{f:word('contents')}" title="{f:word('contents')}">
        <xsl:sequence select="f:icon('M4 6h16M4 12h16M4 18h10')"/>
      </button>
      <p class="bar-title"><a href="#top"><xsl:value-of select="$title"/></a></p>
      <button type="button" class="icon scripted" id="theme" aria-label="{f:word('theme')}" title="{f:word('theme')}">
        <xsl:sequence select="f:icon('M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18')"/>
      </button>
    </header>
  </xsl:function>

  <xsl:function name="f:index-contents" as="element(nav)">
    <xsl:param name="corpus" as="element(tei:teiCorpus)"/>
    <xsl:variable name="citations" as="element()*" select="$corpus/tei:TEI ! f:citations(.)"/>
    <nav id="contents" class="contents" aria-label="{f:word('contents')}">
      <h2><xsl:value-of select="f:word('contents')"/></h2>
      <ol>
        <xsl:sequence select="
          'citations'[exists($citations)] ! f:contents-line(.), 'correspondence'[exists(f:letters($corpus/tei:TEI))] ! f:contents-line(.),
          'by-date'[exists($corpus/tei:TEI ! f:documents(.))] ! f:contents-line(.), 'by-page'[exists($citations)] ! f:contents-line(.)"/>
      </ol>
    </nav>
  </xsl:function>

  <xsl:function name="f:index-head" as="element(header)">
    <xsl:param name="articles" as="element(tei:TEI)+"/>
    <header class="index-page-head">
      <h1><xsl:value-of select="f:word('citations')"/></h1>
      <ul>
        <xsl:for-each select="$articles">
          <li>
            <a href="{f:edition-of(.)}"><xsl:value-of select="f:title(.)"/></a>
            <span class="entry-about"><xsl:value-of select="f:word('cited-items', string(count(f:citations(.))))"/></span>
          </li>
        </xsl:for-each>
      </ul>
      <xsl:sequence select="$articles[last() eq 1] ! f:index-downloads(.)"/>
    </header>
  </xsl:function>

  <!-- The same citations for reference managers and tables: files that lie beside this page. -->
  <xsl:function name="f:index-downloads" as="element(p)?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:if test="exists(f:citations($article))">
      <p class="downloads">
        <b><xsl:value-of select="f:word('download') || f:word('colon')"/></b>
        <xsl:for-each select="'bib', 'ris', 'csl.json', 'citations.json', 'citations.csv'">
          <xsl:text> </xsl:text>
          <a href="{encode-for-uri($article/@n)}.{.}">
            <xsl:value-of select="map { 'bib': 'BibTeX', 'ris': 'RIS', 'csl.json': 'CSL-JSON', 'citations.json': 'JSON', 'citations.csv': 'CSV' }(.)"/>
          </a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- ==== by date ==== -->

  <xsl:function name="f:documents" as="element(tei:seg)*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="f:citations($article)//tei:seg[@type = 'document'][f:document-date(.)]"/>
  </xsl:function>

  <xsl:function name="f:document-date" as="xs:string?">
    <xsl:param name="document" as="element(tei:seg)"/>
    <xsl:sequence select="($document//tei:date/(@when, @from, @notBefore) ! string(.))[1]"/>
  </xsl:function>

  <xsl:function name="f:by-date" as="element(section)?">
    <xsl:param name="documents" as="element(tei:seg)*"/>
    <xsl:if test="exists($documents)">
      <section id="by-date" class="index timeline" aria-labelledby="by-date-head">
        <h2 id="by-date-head"><xsl:value-of select="f:word('by-date')"/></h2>
        <xsl:for-each-group select="$documents" group-by="substring(f:document-date(.), 1, 4)">
          <xsl:sort select="current-grouping-key()"/>
          <section class="year">
            <h3><xsl:value-of select="f:say-date(current-grouping-key())"/></h3>
            <ul class="entries">
              <xsl:for-each-group select="current-group()" group-by="f:document-date(.)">
                <xsl:sort select="current-grouping-key()"/>
                <li class="entry">
                  <b class="entry-name"><xsl:value-of select="f:say-date(current-grouping-key())"/></b>
                  <ul class="contexts"><xsl:sequence select="current-group() ! f:letter-line(.)"/></ul>
                </li>
              </xsl:for-each-group>
            </ul>
          </section>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- ==== by page of the article ==== -->

  <xsl:accumulator name="f:page" as="element(tei:pb)?" initial-value="()">
    <xsl:accumulator-rule match="tei:TEI" select="()"/>
    <xsl:accumulator-rule match="tei:text//tei:pb[not(ancestor::tei:note)]" select="."/>
  </xsl:accumulator>

  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="f:page"/>

  <xsl:function name="f:by-page" as="element(section)?">
    <xsl:param name="citations" as="element(tei:bibl)*"/>
    <xsl:if test="exists($citations)">
      <section id="by-page" class="index by-page" aria-labelledby="by-page-head">
        <h2 id="by-page-head"><xsl:value-of select="f:word('by-page')"/></h2>
        <xsl:for-each-group select="$citations" group-adjacent="generate-id(ancestor::tei:TEI) || generate-id(accumulator-before('f:page'))">
          <xsl:sequence select="f:page-section(current-group(), accumulator-before('f:page'))"/>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:page-section" as="element(section)">
    <xsl:param name="citations" as="element(tei:bibl)+"/>
    <xsl:param name="page" as="element(tei:pb)?"/>
    <xsl:variable name="article" as="element(tei:TEI)" select="$citations[1]/ancestor::tei:TEI"/>
    <section>
      <h3>
        <xsl:value-of select="string-join((f:main-title($article)[$article/../tei:TEI[2]], f:page-label($page, $article)), f:word('comma'))"/>
      </h3>
      <ul class="leaves">
        <xsl:for-each select="$citations">
          <li><xsl:sequence select="f:cited-in(.)"/><span class="described cited-words"><xsl:value-of select="f:item-text(.)"/></span></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:function>

  <!-- A page's printed number; without one, which page of the source it is. -->
  <xsl:function name="f:page-label" as="xs:string">
    <xsl:param name="page" as="element(tei:pb)?"/>
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="breaks" as="element(tei:pb)*" select="$article/tei:text//tei:pb[not(ancestor::tei:note)]"/>
    <xsl:sequence select="
      if ($page/@n) then f:word('page-n', $page/@n)
      else f:word('leaf-n', string(count($breaks[. &lt;&lt; $page]) + (if ($page) then 2 else 1)))"/>
  </xsl:function>
</xsl:stylesheet>
