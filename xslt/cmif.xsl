<?xml version="1.0" encoding="UTF-8"?>
<!-- A calendar of the correspondence that an article cites, in CMIF 1.1 (Correspondence Metadata Interchange Format,
     TEI Correspondence SIG, 26 February 2025). One correspDesc for each letter or telegram, however often it is cited.
     correspAction takes no shelfmark, so that stands as text in correspDesc/note. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="urn:teiwright:functions"
    xmlns="http://www.tei-c.org/ns/1.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs f" expand-text="yes">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:mode name="cmif" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:param name="source-id" as="xs:string"><!-- a UUID that begins with a letter: the article's id in the file --></xsl:param>
  <xsl:param name="url" as="xs:string"><!-- where the file will be found; its name where that is not known --></xsl:param>
  <xsl:param name="date" as="xs:string"><!-- ISO 8601: the date of the calendar --></xsl:param>

  <xsl:include href="modules/identifiers.xsl"/>

  <xsl:key name="entry" match="standOff//*[@xml:id]" use="@xml:id"/>

  <xsl:variable name="letters" as="element(seg)*"
      select="//note//bibl//seg[@type = 'document'][persName/@role = 'sender' or orgName/@role = 'sender']
                                                   [persName/@role = 'recipient' or orgName/@role = 'recipient']"/>

  <xsl:template match="/" as="element(TEI)">
    <TEI>
      <teiHeader>
        <fileDesc>
          <xsl:apply-templates select="/TEI/teiHeader/fileDesc/titleStmt" mode="cmif"/>
          <publicationStmt>
            <publisher>{(/TEI/teiHeader/fileDesc/publicationStmt/(publisher | authority), 'teiwright')[1]}</publisher>
            <idno type="url">{$url}</idno>
            <date when="{$date}"/>
            <availability>
              <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>
            </availability>
          </publicationStmt>
          <sourceDesc>
            <bibl type="print" xml:id="{$source-id}">{/TEI/teiHeader/fileDesc ! f:reference(.)}</bibl>
          </sourceDesc>
        </fileDesc>
        <profileDesc>
          <xsl:for-each-group select="$letters ! (if (.//date) then .//date else .)" group-by="f:identity(.)">
            <xsl:sequence select="f:letter(current-group())"/>
          </xsl:for-each-group>
        </profileDesc>
      </teiHeader>
      <text><body><p/></body></text>
    </TEI>
  </xsl:template>

  <xsl:template match="titleStmt" mode="cmif" as="element(titleStmt)">
    <titleStmt>
      <title>Correspondence cited in: {title[1]}</title>
      <editor>{(respStmt[@xml:id = 'encoder']/name, author)[1] => normalize-space()}</editor>
    </titleStmt>
  </xsl:template>

  <!-- The same sender, recipient and date: the same letter. One description may name letters of several days. -->
  <xsl:function name="f:identity" as="xs:string">
    <xsl:param name="letter" as="element()"/>
    <xsl:variable name="people" as="element()*" select="f:document($letter)/*[@role]"/>
    <xsl:sequence select="string-join(($people/concat(@role, (@ref, string())[1]), $letter/self::date/@*), '|')"/>
  </xsl:function>

  <xsl:function name="f:document" as="element(seg)">
    <xsl:param name="letter" as="element()"/>
    <xsl:sequence select="$letter/ancestor-or-self::seg[@type = 'document'][1]"/>
  </xsl:function>

  <xsl:function name="f:reference" as="xs:string">
    <xsl:param name="description" as="element(fileDesc)"/>
    <xsl:variable name="source" as="element()?" select="$description/sourceDesc/biblStruct"/>
    <xsl:sequence select="string-join((
        $source//author/persName, $source//title, $source//imprint/biblScope, $source//imprint/date[normalize-space()])
        ! normalize-space(), ', ')"/>
  </xsl:function>

  <xsl:function name="f:letter" as="element(correspDesc)">
    <xsl:param name="citing" as="element()+"/>
    <xsl:variable name="items" as="element(bibl)+" select="$citing/ancestor::bibl[1]"/>
    <correspDesc source="#{$source-id}" key="{string-join(distinct-values($items/@xml:id), ' ')}">
      <correspAction type="sent">
        <xsl:sequence select="f:people(f:document($citing[1]), 'sender')"/>
        <xsl:apply-templates select="$citing[1]/self::date[@when | @from | @to | @notBefore | @notAfter]" mode="cmif"/>
      </correspAction>
      <correspAction type="received">
        <xsl:sequence select="f:people(f:document($citing[1]), 'recipient')"/>
      </correspAction>
      <note>{$items ! normalize-space() => distinct-values() => string-join('; ')}</note>
    </correspDesc>
  </xsl:function>

  <xsl:function name="f:people" as="element()+">
    <xsl:param name="document" as="element(seg)"/>
    <xsl:param name="role" as="xs:string"/>
    <!-- A name in full of the entry where it has one in the item's language, else the name as printed: never another script. -->
    <xsl:variable name="languages" as="xs:string*" select="f:languages($document)"/>
    <xsl:for-each select="$document/(persName | orgName)[@role = $role]">
      <xsl:variable name="entry" as="element()?" select="key('entry', substring-after(@ref, '#'))"/>
      <xsl:element name="{local-name()}">
        <xsl:sequence select="f:address($entry)"/>
        <xsl:value-of select="($entry/(persName | orgName)[not(@type)][not(@xml:lang) or @xml:lang = $languages], .)[1] => normalize-space()"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- CMIF names a person by one address: that of the first registry, in their order, in which the entry stands. -->
  <xsl:function name="f:address" as="attribute(ref)?">
    <xsl:param name="entry" as="element()?"/>
    <xsl:for-each select="f:addresses($entry)[1]">
      <xsl:attribute name="ref" select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- The language of the words themselves, for a Chinese note describes a Russian telegram in Chinese. -->
  <xsl:function name="f:languages" as="xs:string*">
    <xsl:param name="document" as="element(seg)"/>
    <xsl:variable name="words" as="xs:string" select="string-join($document/(persName | orgName))"/>
    <xsl:sequence select="
      if (matches($words, '[㐀-鿿]')) then $document/ancestor::TEI/@xml:lang[starts-with(., 'zh')] ! string(.)
      else if (matches($words, '[Ѐ-ӿ]')) then 'ru'
      else ($document/ancestor::bibl[1]/@xml:lang, 'en')[1] ! string(.)"/>
  </xsl:function>

  <!-- CMIF takes days, months and years, no hours; a date without a value says nothing to it. -->
  <xsl:template match="date" mode="cmif" as="element(date)">
    <date>
      <xsl:for-each select="@when | @from | @to | @notBefore | @notAfter">
        <xsl:attribute name="{name()}" select="substring(., 1, 10)"/>
      </xsl:for-each>
    </date>
  </xsl:template>

</xsl:stylesheet>
