<?xml version="1.0" encoding="UTF-8"?>
<!-- Metadata for readers' tools: citation_* for Scholar and Zotero, schema.org as JSON-LD, style and script inlined. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:template name="f:html-head" as="element()*">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:sequence select="f:basic-head(f:title(.))"/>
    <xsl:call-template name="f:citation-metadata"/>
    <script type="application/ld+json"><xsl:sequence select="f:json(f:linked-data(.))"/></script>
    <xsl:if test="$home eq ''">
      <script type="application/json" id="search-data"><xsl:sequence select="f:json(f:search-data(.))"/></script>
    </xsl:if>
    <xsl:call-template name="f:citation-data"/>
    <xsl:call-template name="f:html-assets"/>
  </xsl:template>

  <!-- The names of each entry, so that each finds all; the articles of a site share one list of them. -->
  <xsl:function name="f:search-data" as="map(*)">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="map { 'pairs': $pairs, 'names': array { $article/tei:standOff/*/(tei:person | tei:place | tei:org)
      ! array { distinct-values((tei:persName | tei:placeName | tei:orgName | tei:geogName) ! normalize-space(.)) } } }"/>
  </xsl:function>

  <xsl:function name="f:basic-head" as="element()*">
    <xsl:param name="title" as="xs:string"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <meta name="generator" content="teiwright"/>
    <title><xsl:value-of select="$title"/></title>
  </xsl:function>

  <xsl:param name="css" as="xs:string" select="''">
    <!-- The user's own style sheets, put after ours. -->
  </xsl:param>

  <xsl:template name="f:html-assets" as="element()*">
    <xsl:choose>
      <xsl:when test="$home ne ''"><xsl:sequence select="f:shared-assets($together)"/></xsl:when>
      <xsl:otherwise>
        <style><xsl:value-of select="unparsed-text('../assets/edition.css')"/></style>
        <script><xsl:value-of select="('search', 'cite', 'edition') ! unparsed-text('../assets/' || . || '.js')"/></script>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$css ne ''"><style><xsl:value-of select="$css"/></style></xsl:if>
  </xsl:template>

  <!-- The pages of a site share one style sheet and one script (publishing/site_pages.py). -->
  <xsl:function name="f:shared-assets" as="element()+">
    <xsl:param name="folder" as="xs:string"/>
    <link rel="stylesheet" href="{$folder}site.css"/>
    <script src="{$folder}site.js"/>
  </xsl:function>

  <xsl:template name="f:citation-metadata" as="element()*">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:sequence select="f:meta('citation_title', f:title(.)), f:authors(.) ! f:meta('citation_author', f:tagged-author(.)),
      f:meta('citation_publication_date', translate(string(f:source-date(.)), '-', '/')),
      f:meta('citation_journal_title', f:series(.)), f:meta('citation_volume', f:scope(., 'volume')), f:meta('citation_issue', f:number(.)),
      f:meta('citation_firstpage', f:pages(.)[1]), f:meta('citation_lastpage', f:pages(.)[2]),
      f:meta('citation_doi', f:identifier(., 'DOI')), f:meta('citation_issn', f:identifier(., 'ISSN')), f:meta('citation_isbn', f:identifier(., 'ISBN')),
      f:meta('citation_pdf_url', $beside('pdf')),
      tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:author/(. | tei:persName)/tei:idno[upper-case(@type) eq 'ORCID'] ! f:meta('citation_author_orcid', normalize-space(.)),
      f:meta('citation_abstract', string-join(tei:teiHeader/tei:profileDesc/tei:abstract[1]/* ! f:printed(.), ' ')),
      f:meta('citation_language', string(@xml:lang)),
      f:meta('citation_publisher', normalize-space(f:source-imprint(.)/tei:publisher[1])),
      tei:teiHeader/tei:profileDesc/tei:textClass//tei:term ! f:meta('citation_keywords', normalize-space(.))"/>
    <xsl:for-each select="f:licence-address(.)">
      <link rel="license" href="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Whoever reads the tag takes the last word for the family name: a name that begins with it is given with a comma. -->
  <xsl:function name="f:tagged-author" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if (f:family-first($name) eq $name) then ($heading-of($name)?3, $name)[1] else $name"/>
  </xsl:function>

  <xsl:function name="f:meta" as="element(meta)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="xs:string?"/>
    <xsl:if test="string($content) ne ''">
      <meta name="{$name}" content="{$content}"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:linked-data" as="map(*)">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="map:merge((
      map { '@context': 'https://schema.org', '@type': 'ScholarlyArticle' },
      f:field('headline', f:title($article)), f:field('inLanguage', string($article/@xml:lang)),
      f:list-field('author', f:authors($article) ! map { '@type': 'Person', 'name': . }),
      f:field('datePublished', f:source-date($article)),
      f:identifier($article, 'DOI')[. ne ''] ! map { 'identifier': map { '@type': 'PropertyValue', 'propertyID': 'DOI', 'value': . },
        'sameAs': f:doi-address($article) },
      f:field('pagination', string-join(f:pages($article), '-')), f:field('pageStart', f:pages($article)[1]), f:field('pageEnd', f:pages($article)[2]),
      f:field('volumeNumber', f:scope($article, 'volume')), f:field('issueNumber', f:number($article)),
      f:field('abstract', string-join($article/tei:teiHeader/tei:profileDesc/tei:abstract[1]/* ! f:printed(.), ' ')),
      if (f:series($article) ne '') then map { 'isPartOf': map { '@type': 'Periodical', 'name': f:series($article) } } else (),
      f:field('license', f:licence-address($article)),
      f:list-field('keywords', $article/tei:teiHeader/tei:profileDesc/tei:textClass//tei:term ! normalize-space(.)),
      f:list-field('mentions', $article/tei:standOff/(tei:listPerson/tei:person | tei:listPlace/tei:place | tei:listOrg/tei:org)
        [self::tei:person or exists(f:addresses(.))] ! f:linked-entry(.)),
      f:list-field('citation', $article/tei:standOff/tei:listBibl//tei:biblStruct ! f:linked-work(.))))"/>
  </xsl:function>

  <xsl:function name="f:linked-entry" as="map(*)">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="map:merge((
      map { '@type': map { 'person': 'Person', 'place': 'Place', 'org': 'Organization' }(local-name($entry)), 'name': f:first-names($entry)[1] },
      f:list-field('sameAs', f:addresses($entry))))"/>
  </xsl:function>

  <xsl:function name="f:linked-work" as="map(*)">
    <xsl:param name="work" as="element(tei:biblStruct)"/>
    <xsl:sequence select="map:merge((
      map { '@type': if ($work/tei:analytic) then 'Article' else 'Book', 'name': normalize-space(($work//tei:title)[1]) },
      f:list-field('author', ($work/tei:analytic, $work/tei:monogr)[1]/tei:author ! map { '@type': 'Person', 'name': normalize-space(.) }),
      f:field('datePublished', ($work//tei:imprint/tei:date/@when)[1] ! string(.))))"/>
  </xsl:function>

  <!-- A less-than sign is escaped, so that no text can end the script element. -->
  <xsl:function name="f:json" as="xs:string">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, map { 'method': 'json', 'use-character-maps': map { '&lt;': '\u003c' } })"/>
  </xsl:function>
</xsl:stylesheet>
